using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;
using Pgvector;

#nullable disable

namespace Portal.Domain.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "portal");

            migrationBuilder.CreateTable(
                name: "api_tokens",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<int>(type: "integer", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    detail = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "booking_settings",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_minutes = table.Column<int>(type: "integer", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    step_minutes = table.Column<int>(type: "integer", nullable: false),
                    hold_minutes = table.Column<int>(type: "integer", nullable: false),
                    week_start = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)6),
                    no_show_policy = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, defaultValue: "None"),
                    no_show_limit = table.Column<int>(type: "integer", nullable: false, defaultValue: 2),
                    no_show_deposit = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    rush_mode = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, defaultValue: "Automatic"),
                    rush_rate = table.Column<int>(type: "integer", nullable: false, defaultValue: 30),
                    rules_version = table.Column<long>(type: "bigint", nullable: false, defaultValue: 1L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booking_settings", x => x.tenant_id);
                    table.CheckConstraint("booking_settings_sane", "notice_minutes between 0 and 43200 and horizon_days between 1 and 730 and step_minutes between 5 and 240 and hold_minutes between 1 and 30\nand week_start between 1 and 7 and no_show_limit between 1 and 20 and no_show_deposit >= 0\nand rush_rate between 2 and 1000");
                });

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    detail = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    own = table.Column<bool>(type: "boolean", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    renewed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    last_read_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feeds", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "chart_stale",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    marked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    deleted = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    taken_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_stale", x => new { x.tenant_id, x.source_kind, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "claims",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)0),
                    occupied = table.Column<Interval>(type: "tstzrange", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, computedColumnSql: "lower(occupied)", stored: true),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false, computedColumnSql: "upper(occupied)", stored: true),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => new { x.tenant_id, x.owner_id, x.resource_id });
                    table.CheckConstraint("claims_bounds", "lower_inc(occupied) and not upper_inc(occupied) and ends_at - starts_at <= interval '2 days'");
                });

            migrationBuilder.CreateTable(
                name: "consent_texts",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text_ar = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_texts", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    patient_name = table.Column<string>(type: "text", nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    holder_name = table.Column<string>(type: "text", nullable: true),
                    urgency = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    handover_reason = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    wanted = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    waiting_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    picked_up_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    waited_ms = table.Column<int>(type: "integer", nullable: true),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    turns = table.Column<int>(type: "integer", nullable: false),
                    busy_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    frame = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("conversations_holder", "(state = 'Person') = (holder_id is not null)");
                    table.CheckConstraint("conversations_level", "(level = 'Anonymous') or phone is not null");
                    table.CheckConstraint("conversations_patient", "patient_id is null or level = 'Verified'");
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_presence",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_presence", x => new { x.tenant_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "facts",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    answer_ar = table.Column<string>(type: "text", nullable: false),
                    answer_en = table.Column<string>(type: "text", nullable: false),
                    shown = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_facts", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "front_desk_settings",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    agent_name_ar = table.Column<string>(type: "text", nullable: false),
                    agent_name_en = table.Column<string>(type: "text", nullable: false),
                    welcome_ar = table.Column<string>(type: "text", nullable: true),
                    welcome_en = table.Column<string>(type: "text", nullable: true),
                    emergency_number = table.Column<string>(type: "text", nullable: true),
                    retention_days = table.Column<int>(type: "integer", nullable: false),
                    red_flags = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_front_desk_settings", x => x.tenant_id);
                    table.CheckConstraint("front_desk_settings_retention", "retention_days between 1 and 3650");
                });

            migrationBuilder.CreateTable(
                name: "holidays",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<LocalDate>(type: "date", nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holidays", x => new { x.tenant_id, x.date });
                });

            migrationBuilder.CreateTable(
                name: "inbound_replies",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    sender = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    sent_as = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    received_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbound_replies", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "locations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    address_ar = table.Column<string>(type: "text", nullable: true),
                    address_en = table.Column<string>(type: "text", nullable: true),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locations", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    roles = table.Column<int>(type: "integer", nullable: false),
                    display_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => new { x.tenant_id, x.user_id });
                });

            migrationBuilder.CreateTable(
                name: "messages",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    sent_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "one_time_codes",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    address_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_one_time_codes", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    processed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    next_attempt_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "patient_requests",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: true),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    urgency = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    handled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    handled_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patient_requests", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "patients",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    other_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    birth_date = table.Column<LocalDate>(type: "date", nullable: true),
                    gender = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    emergency_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    emergency_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    file_number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    national_id_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    national_id = table.Column<string>(type: "text", nullable: true),
                    national_id_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_via = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patients", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("patients_merged", "(merged_into is null) = (merged_via is null) and merged_into <> id");
                    table.CheckConstraint("patients_national_id", "(national_id is null) = (national_id_hash is null) and (national_id is null) = (national_id_country is null)");
                    table.ForeignKey(
                        name: "fk_patients_patients_tenant_id_merged_into",
                        columns: x => new { x.tenant_id, x.merged_into },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_patients_patients_tenant_id_merged_via",
                        columns: x => new { x.tenant_id, x.merged_via },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "practitioners",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    specialty_ar = table.Column<string>(type: "text", nullable: true),
                    specialty_en = table.Column<string>(type: "text", nullable: true),
                    colour = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    daily_limit = table.Column<int>(type: "integer", nullable: true),
                    weekly_limit = table.Column<int>(type: "integer", nullable: true),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practitioners", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("practitioners_limits", "daily_limit between 1 and 1000 and weekly_limit between 1 and 5000");
                });

            migrationBuilder.CreateTable(
                name: "prescription_favourites",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    medicine = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    strength = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    form = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    duration_days = table.Column<int>(type: "integer", nullable: true),
                    instructions = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    used_count = table.Column<int>(type: "integer", nullable: false),
                    dosage_amount = table.Column<decimal>(type: "numeric", nullable: false),
                    dosage_as_needed = table.Column<bool>(type: "boolean", nullable: false),
                    dosage_every_hours = table.Column<int>(type: "integer", nullable: true),
                    dosage_route = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    dosage_times_per_day = table.Column<int>(type: "integer", nullable: true),
                    dosage_timing = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    dosage_unit = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescription_favourites", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "queue_settings",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    behind_when_late = table.Column<int>(type: "integer", nullable: false),
                    names_on_display = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queue_settings", x => x.tenant_id);
                    table.CheckConstraint("queue_settings_sane", "behind_when_late between 0 and 20");
                });

            migrationBuilder.CreateTable(
                name: "receipt_counters",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipt_counters", x => x.tenant_id);
                });

            migrationBuilder.CreateTable(
                name: "server_keys",
                schema: "portal",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    wrapped = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_server_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "services",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    description_ar = table.Column<string>(type: "text", nullable: true),
                    description_en = table.Column<string>(type: "text", nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    buffer_before = table.Column<int>(type: "integer", nullable: false),
                    buffer_after = table.Column<int>(type: "integer", nullable: false),
                    price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    new_patient_minutes = table.Column<int>(type: "integer", nullable: true),
                    revisit_days = table.Column<int>(type: "integer", nullable: true),
                    follow_up_minutes = table.Column<int>(type: "integer", nullable: true),
                    follow_up_price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    min_age = table.Column<int>(type: "integer", nullable: true),
                    max_age = table.Column<int>(type: "integer", nullable: true),
                    gender = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    daily_limit = table.Column<int>(type: "integer", nullable: true),
                    weekly_limit = table.Column<int>(type: "integer", nullable: true),
                    capacity = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    deposit = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    colour = table.Column<string>(type: "text", nullable: false),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_services", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("services_limits", "revisit_days between 1 and 365 and min_age between 0 and 150 and max_age between 0 and 150 and min_age <= max_age\nand daily_limit between 1 and 1000 and weekly_limit between 1 and 5000\nand capacity between 1 and 500 and price >= 0 and follow_up_price >= 0 and deposit >= 0");
                    table.CheckConstraint("services_minutes", "minutes between 1 and 1440 and buffer_before between 0 and 240 and buffer_after between 0 and 240\nand new_patient_minutes between 1 and 1440 and follow_up_minutes between 1 and 1440");
                });

            migrationBuilder.CreateTable(
                name: "shifts",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    expected_cash = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    counted_cash = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    close_key = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shifts", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("shifts_closed", "(closed_at is null) = (closed_by is null) and (closed_at is null) = (expected_cash is null) and (closed_at is null) = (counted_cash is null)\nand (closed_at is null) = (close_key is null) and (counted_cash is not distinct from expected_cash or note is not null)");
                });

            migrationBuilder.CreateTable(
                name: "sign_in_tickets",
                schema: "portal",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_tickets", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "staff_invitations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    roles = table.Column<int>(type: "integer", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_invitations", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "staff_sessions",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    device = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    locked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_users",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    last_authenticator_step = table.Column<long>(type: "bigint", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    default_language = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    address_ar = table.Column<string>(type: "text", nullable: true),
                    address_en = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    about_ar = table.Column<string>(type: "text", nullable: true),
                    about_en = table.Column<string>(type: "text", nullable: true),
                    brand_colour = table.Column<string>(type: "text", nullable: false),
                    arabic_digits = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenants", x => x.id);
                    table.CheckConstraint("tenants_place", "(latitude is null) = (longitude is null) and latitude between -90 and 90 and longitude between -180 and 180");
                });

            migrationBuilder.CreateTable(
                name: "waitlist_settings",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_minutes = table.Column<int>(type: "integer", nullable: false),
                    offers_from = table.Column<LocalTime>(type: "time", nullable: false),
                    offers_to = table.Column<LocalTime>(type: "time", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waitlist_settings", x => x.tenant_id);
                    table.CheckConstraint("waitlist_settings_sane", "offer_minutes between 5 and 1440 and offers_from < offers_to");
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_seals", x => new { x.tenant_id, x.number });
                    table.ForeignKey(
                        name: "fk_audit_seals_audit_entries_tenant_id_entry_id",
                        columns: x => new { x.tenant_id, x.entry_id },
                        principalSchema: "portal",
                        principalTable: "audit_entries",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tool_calls",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    tool = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: true),
                    receipt_kind = table.Column<string>(type: "text", nullable: true),
                    receipt_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receipt_version = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    took_ms = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tool_calls", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_tool_calls_conversations_tenant_id_conversation_id",
                        columns: x => new { x.tenant_id, x.conversation_id },
                        principalSchema: "portal",
                        principalTable: "conversations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "turns",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    speaker = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    intent = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    flag = table.Column<string>(type: "text", nullable: true),
                    mind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    took_ms = table.Column<int>(type: "integer", nullable: true),
                    quick_replies = table.Column<string>(type: "jsonb", nullable: true),
                    sent_as = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_turns", x => new { x.tenant_id, x.conversation_id, x.number });
                    table.ForeignKey(
                        name: "fk_turns_conversations_tenant_id_conversation_id",
                        columns: x => new { x.tenant_id, x.conversation_id },
                        principalSchema: "portal",
                        principalTable: "conversations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unanswered_questions",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    fact_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unanswered_questions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_unanswered_questions_conversations_tenant_id_conversation_id",
                        columns: x => new { x.tenant_id, x.conversation_id },
                        principalSchema: "portal",
                        principalTable: "conversations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "resources",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name_ar = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    location_id = table.Column<Guid>(type: "uuid", nullable: true),
                    retired = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resources", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_resources_locations_tenant_id_location_id",
                        columns: x => new { x.tenant_id, x.location_id },
                        principalSchema: "portal",
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "allergies",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    substance = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    criticality = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reaction = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    onset_date = table.Column<LocalDate>(type: "date", nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allergies", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_allergies_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "chart_openings",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    opened_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_openings", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_chart_openings_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "chart_passages",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    dated = table.Column<LocalDate>(type: "date", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    search = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    codes = table.Column<string[]>(type: "text[]", nullable: false),
                    embedding = table.Column<HalfVector>(type: "halfvec(1536)", nullable: false),
                    model = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    source_version = table.Column<long>(type: "bigint", nullable: false),
                    rendered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    indexed = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_passages", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_chart_passages_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    given_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    given_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    given_how = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    withdrawn_how = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    withdrawal_recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("consents_withdrawn", "(withdrawn_at is null) = (withdrawn_how is null) and withdrawn_at >= given_at");
                    table.ForeignKey(
                        name: "fk_consents_consent_texts_tenant_id_text_id",
                        columns: x => new { x.tenant_id, x.text_id },
                        principalSchema: "portal",
                        principalTable: "consent_texts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_consents_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    replaces_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replaced_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    media_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    wrapped_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    fault = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    page_count = table.Column<int>(type: "integer", nullable: true),
                    text_attempts = table.Column<int>(type: "integer", nullable: false),
                    text_tried_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    uploaded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    uploaded_by_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    deleted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    deleted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    deleted_reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("documents_deleted", "(deleted_at is null) = (deleted_reason is null) and (deleted_at is null or wrapped_key is null)");
                    table.CheckConstraint("documents_edition", "edition >= 1 and (replaces_id is null or edition > 1)");
                    table.CheckConstraint("documents_fault", "(status = 'Unreadable') <= (fault is not null) and (status = 'Read') <= (fault is null)");
                    table.ForeignKey(
                        name: "fk_documents_documents_tenant_id_replaces_id",
                        columns: x => new { x.tenant_id, x.replaces_id },
                        principalSchema: "portal",
                        principalTable: "documents",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_documents_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "immunizations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    vaccine = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    occurred_on = table.Column<LocalDate>(type: "date", nullable: false),
                    lot = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    dose = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_immunizations", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_immunizations_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "patient_keys",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patient_keys", x => new { x.tenant_id, x.key, x.patient_id });
                    table.ForeignKey(
                        name: "fk_patient_keys_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "patient_merges",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    into_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    taken = table.Column<string>(type: "jsonb", nullable: true),
                    undone_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patient_merges", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_patient_merges_patients_tenant_id_from_id",
                        columns: x => new { x.tenant_id, x.from_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_patient_merges_patients_tenant_id_into_id",
                        columns: x => new { x.tenant_id, x.into_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "patient_notes",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    pinned = table.Column<bool>(type: "boolean", nullable: false),
                    written_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patient_notes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_patient_notes_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "patient_photos",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    changed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patient_photos", x => new { x.tenant_id, x.patient_id });
                    table.ForeignKey(
                        name: "fk_patient_photos_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "related_persons",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    may_act = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_related_persons", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("related_persons_who", "num_nonnulls(other_id, name) < 2 and (other_id is null or phone is null) and other_id <> patient_id");
                    table.ForeignKey(
                        name: "fk_related_persons_patients_tenant_id_other_id",
                        columns: x => new { x.tenant_id, x.other_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_related_persons_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "two_people",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    said_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_two_people", x => new { x.tenant_id, x.first_id, x.second_id });
                    table.ForeignKey(
                        name: "fk_two_people_patients_tenant_id_first_id",
                        columns: x => new { x.tenant_id, x.first_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_two_people_patients_tenant_id_second_id",
                        columns: x => new { x.tenant_id, x.second_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_changes",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    reason = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    touched_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_changes", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("bulk_changes_order", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_bulk_changes_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "displays",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_displays", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_displays_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "extra_hours",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<LocalDate>(type: "date", nullable: false),
                    from_time = table.Column<LocalTime>(type: "time", nullable: false),
                    to_time = table.Column<LocalTime>(type: "time", nullable: false),
                    turns = table.Column<int>(type: "integer", nullable: true),
                    location_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extra_hours", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("extra_hours_turns", "turns between 1 and 500");
                    table.ForeignKey(
                        name: "fk_extra_hours_locations_tenant_id_location_id",
                        columns: x => new { x.tenant_id, x.location_id },
                        principalSchema: "portal",
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_extra_hours_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "time_off",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_time_off", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("time_off_order", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_time_off_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "weekly_schedules",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "text", nullable: true),
                    valid_from = table.Column<LocalDate>(type: "date", nullable: true),
                    valid_to = table.Column<LocalDate>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_schedules", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("weekly_schedules_dates", "(valid_from is null) = (valid_to is null) and valid_from <= valid_to");
                    table.ForeignKey(
                        name: "fk_weekly_schedules_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phrases = table.Column<string>(type: "text", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_complaints_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_key = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holds", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_holds_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_holds_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "practitioner_services",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practitioner_services", x => new { x.tenant_id, x.practitioner_id, x.service_id });
                    table.ForeignKey(
                        name: "fk_practitioner_services_practitioners_tenant_id_practitioner_",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_practitioner_services_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_locations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    location_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_locations", x => new { x.tenant_id, x.service_id, x.location_id });
                    table.ForeignKey(
                        name: "fk_service_locations_locations_tenant_id_location_id",
                        columns: x => new { x.tenant_id, x.location_id },
                        principalSchema: "portal",
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_locations_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_claims",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_user_claims_staff_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "portal",
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_logins",
                schema: "portal",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_staff_user_logins_staff_user_user_id",
                        column: x => x.user_id,
                        principalSchema: "portal",
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_passkeys",
                schema: "portal",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_staff_user_passkeys_staff_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "portal",
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_user_tokens",
                schema: "portal",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_staff_user_tokens_staff_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "portal",
                        principalTable: "staff_users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_resources",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resource_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_resources", x => new { x.tenant_id, x.service_id, x.resource_id });
                    table.ForeignKey(
                        name: "fk_service_resources_resources_tenant_id_resource_id",
                        columns: x => new { x.tenant_id, x.resource_id },
                        principalSchema: "portal",
                        principalTable: "resources",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_resources_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    room_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("sessions_capacity", "capacity between 1 and 500");
                    table.CheckConstraint("sessions_order", "starts_at < ends_at and ends_at - starts_at <= interval '1 day'");
                    table.CheckConstraint("sessions_state", "state in ('Planned','Open','Closed','Cancelled')");
                    table.ForeignKey(
                        name: "fk_sessions_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sessions_resources_tenant_id_room_id",
                        columns: x => new { x.tenant_id, x.room_id },
                        principalSchema: "portal",
                        principalTable: "resources",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sessions_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "document_pages",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    machine_read = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_pages", x => new { x.tenant_id, x.document_id, x.page });
                    table.ForeignKey(
                        name: "fk_document_pages_documents_tenant_id_document_id",
                        columns: x => new { x.tenant_id, x.document_id },
                        principalSchema: "portal",
                        principalTable: "documents",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "weekly_hours",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<short>(type: "smallint", nullable: false),
                    from_time = table.Column<LocalTime>(type: "time", nullable: false),
                    to_time = table.Column<LocalTime>(type: "time", nullable: false),
                    turns = table.Column<int>(type: "integer", nullable: true),
                    location_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_hours", x => new { x.tenant_id, x.schedule_id, x.day, x.from_time });
                    table.CheckConstraint("weekly_hours_turns", "turns between 1 and 500");
                    table.ForeignKey(
                        name: "fk_weekly_hours_locations_tenant_id_location_id",
                        columns: x => new { x.tenant_id, x.location_id },
                        principalSchema: "portal",
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_weekly_hours_weekly_schedules_tenant_id_schedule_id",
                        columns: x => new { x.tenant_id, x.schedule_id },
                        principalSchema: "portal",
                        principalTable: "weekly_schedules",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    occupied = table.Column<Interval>(type: "tstzrange", nullable: false),
                    room_id = table.Column<Guid>(type: "uuid", nullable: true),
                    device_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    visit_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    price = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    deposit = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true),
                    cancelled_by = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    overbook_reason = table.Column<string>(type: "text", nullable: true),
                    series_id = table.Column<Guid>(type: "uuid", nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("appointments_cancelled_by", "(status = 'Cancelled') = (cancelled_by is not null)");
                    table.CheckConstraint("appointments_order", "starts_at < ends_at");
                    table.CheckConstraint("appointments_status", "status in ('Proposed','Booked','Confirmed','Arrived','Waiting','InConsult','Fulfilled','NoShow','Cancelled')");
                    table.ForeignKey(
                        name: "fk_appointments_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_resources_tenant_id_device_id",
                        columns: x => new { x.tenant_id, x.device_id },
                        principalSchema: "portal",
                        principalTable: "resources",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_resources_tenant_id_room_id",
                        columns: x => new { x.tenant_id, x.room_id },
                        principalSchema: "portal",
                        principalTable: "resources",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalSchema: "portal",
                        principalTable: "sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "seats",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    extra = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    called = table.Column<int>(type: "integer", nullable: true),
                    skipped = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seats", x => new { x.tenant_id, x.session_id, x.number });
                    table.CheckConstraint("seats_number", "number between 1 and 1000");
                    table.ForeignKey(
                        name: "fk_seats_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalSchema: "portal",
                        principalTable: "sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_events",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    after = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_events", x => new { x.tenant_id, x.appointment_id, x.version });
                    table.ForeignKey(
                        name: "fk_appointment_events_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "booking_tickets",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    line = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    is_turn = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    details = table.Column<string>(type: "jsonb", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    accepted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    worked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booking_tickets", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("booking_tickets_details", "state = 'Waiting' or details is null");
                    table.CheckConstraint("booking_tickets_state", "state in ('Waiting','Done','Refused','Left')");
                    table.ForeignKey(
                        name: "fk_booking_tickets_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_booking_tickets_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_booking_tickets_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bulk_change_items",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    from_practitioner = table.Column<Guid>(type: "uuid", nullable: false),
                    from_start = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    target_practitioner = table.Column<Guid>(type: "uuid", nullable: true),
                    target_start = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    error = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    told_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_change_items", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("bulk_change_items_target", "(target_practitioner is null) = (target_start is null)");
                    table.ForeignKey(
                        name: "fk_bulk_change_items_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bulk_change_items_bulk_changes_tenant_id_change_id",
                        columns: x => new { x.tenant_id, x.change_id },
                        principalSchema: "portal",
                        principalTable: "bulk_changes",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "encounters",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    complaint = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    findings = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    assessment = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    plan = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    signed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    author = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_encounters", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_encounters_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_encounters_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_encounters_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    fee = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false),
                    discount = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    discount_reason = table.Column<string>(type: "text", nullable: true),
                    deposit = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: true),
                    paid = table.Column<decimal>(type: "numeric(12,2)", precision: 12, scale: 2, nullable: false, computedColumnSql: "fee - coalesce(discount, 0) - coalesce(deposit, 0)", stored: true),
                    method = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    reverse_reason = table.Column<string>(type: "text", nullable: true),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipts", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("receipts_amounts", "case when reverses is null then fee >= 0 and coalesce(discount, 0) >= 0 and coalesce(deposit, 0) >= 0 and coalesce(discount, 0) + coalesce(deposit, 0) <= fee\nelse fee <= 0 and coalesce(discount, 0) <= 0 and coalesce(deposit, 0) <= 0 end");
                    table.CheckConstraint("receipts_kind", "kind in ('Fee','Deposit') and method in ('Cash','Card','Wallet','Transfer','Insurance')");
                    table.CheckConstraint("receipts_reasons", "(discount is null) = (discount_reason is null) and (reverses is null) = (reverse_reason is null)");
                    table.ForeignKey(
                        name: "fk_receipts_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_receipts_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_receipts_receipts_tenant_id_reverses",
                        columns: x => new { x.tenant_id, x.reverses },
                        principalSchema: "portal",
                        principalTable: "receipts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_receipts_shifts_tenant_id_shift_id",
                        columns: x => new { x.tenant_id, x.shift_id },
                        principalSchema: "portal",
                        principalTable: "shifts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waitlist_entries",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_date = table.Column<LocalDate>(type: "date", nullable: false),
                    to_date = table.Column<LocalDate>(type: "date", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    from_time = table.Column<LocalTime>(type: "time", nullable: true),
                    to_time = table.Column<LocalTime>(type: "time", nullable: true),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    closed_by = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waitlist_entries", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("waitlist_entries_days", "from_date <= to_date and days between 1 and 127");
                    table.CheckConstraint("waitlist_entries_state", "state in ('Waiting','Offered','Accepted','Withdrawn','Expired')");
                    table.CheckConstraint("waitlist_entries_times", "(from_time is null) = (to_time is null)");
                    table.ForeignKey(
                        name: "fk_waitlist_entries_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waitlist_entries_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waitlist_entries_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waitlist_entries_services_tenant_id_service_id",
                        columns: x => new { x.tenant_id, x.service_id },
                        principalSchema: "portal",
                        principalTable: "services",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bulk_offers",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    kept_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_offers", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_bulk_offers_bulk_change_items_tenant_id_item_id",
                        columns: x => new { x.tenant_id, x.item_id },
                        principalSchema: "portal",
                        principalTable: "bulk_change_items",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_bulk_offers_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conditions",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    code_system = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    onset_date = table.Column<LocalDate>(type: "date", nullable: true),
                    abatement_date = table.Column<LocalDate>(type: "date", nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conditions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_conditions_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conditions_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "encounter_amendments",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_encounter_amendments", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_encounter_amendments_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "observations",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    category = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    value = table.Column<decimal>(type: "numeric", nullable: true),
                    value_text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    low = table.Column<decimal>(type: "numeric", nullable: true),
                    high = table.Column<decimal>(type: "numeric", nullable: true),
                    interpretation = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    effective_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observations", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_observations_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_observations_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    code = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    revoke_reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_prescriptions_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_prescriptions_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_prescriptions_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "procedures",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    performed_on = table.Column<LocalDate>(type: "date", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_procedures", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_procedures_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_procedures_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "waitlist_offers",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    answered_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    command_key = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    keep_later = table.Column<bool>(type: "boolean", nullable: false),
                    offered_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waitlist_offers", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("waitlist_offers_order", "created_at < expires_at and expires_at < starts_at");
                    table.CheckConstraint("waitlist_offers_state", "state in ('Open','Accepted','Declined','Expired','Lost')");
                    table.ForeignKey(
                        name: "fk_waitlist_offers_appointments_tenant_id_appointment_id",
                        columns: x => new { x.tenant_id, x.appointment_id },
                        principalSchema: "portal",
                        principalTable: "appointments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waitlist_offers_practitioners_tenant_id_practitioner_id",
                        columns: x => new { x.tenant_id, x.practitioner_id },
                        principalSchema: "portal",
                        principalTable: "practitioners",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_waitlist_offers_waitlist_entries_tenant_id_entry_id",
                        columns: x => new { x.tenant_id, x.entry_id },
                        principalSchema: "portal",
                        principalTable: "waitlist_entries",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prescription_items",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    prescription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    medicine = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    strength = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    form = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    duration_days = table.Column<int>(type: "integer", nullable: true),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    instructions = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    dosage_amount = table.Column<decimal>(type: "numeric", nullable: false),
                    dosage_as_needed = table.Column<bool>(type: "boolean", nullable: false),
                    dosage_every_hours = table.Column<int>(type: "integer", nullable: true),
                    dosage_route = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    dosage_times_per_day = table.Column<int>(type: "integer", nullable: true),
                    dosage_timing = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    dosage_unit = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescription_items", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_prescription_items_prescriptions_tenant_id_prescription_id",
                        columns: x => new { x.tenant_id, x.prescription_id },
                        principalSchema: "portal",
                        principalTable: "prescriptions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "medication_statements",
                schema: "portal",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    encounter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prescription_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    medicine = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    dosage = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    started_on = table.Column<LocalDate>(type: "date", nullable: true),
                    ended_on = table.Column<LocalDate>(type: "date", nullable: true),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    source = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    source_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    entered_in_error = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_medication_statements", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_medication_statements_encounters_tenant_id_encounter_id",
                        columns: x => new { x.tenant_id, x.encounter_id },
                        principalSchema: "portal",
                        principalTable: "encounters",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_medication_statements_patients_tenant_id_patient_id",
                        columns: x => new { x.tenant_id, x.patient_id },
                        principalSchema: "portal",
                        principalTable: "patients",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_medication_statements_prescription_items_tenant_id_prescrip",
                        columns: x => new { x.tenant_id, x.prescription_item_id },
                        principalSchema: "portal",
                        principalTable: "prescription_items",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_allergies_tenant_id_patient_id",
                schema: "portal",
                table: "allergies",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_allergies_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "allergies",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_tenant_id_token_hash",
                schema: "portal",
                table: "api_tokens",
                columns: new[] { "tenant_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_events_tenant_id_command_key",
                schema: "portal",
                table: "appointment_events",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointments_tenant_id_patient_id_starts_at",
                schema: "portal",
                table: "appointments",
                columns: new[] { "tenant_id", "patient_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_tenant_id_practitioner_id_starts_at",
                schema: "portal",
                table: "appointments",
                columns: new[] { "tenant_id", "practitioner_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_tenant_id_room_id_starts_at",
                schema: "portal",
                table: "appointments",
                columns: new[] { "tenant_id", "room_id", "starts_at" },
                filter: "room_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_tenant_id_series_id",
                schema: "portal",
                table: "appointments",
                columns: new[] { "tenant_id", "series_id" },
                filter: "series_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_tenant_id_session_id",
                schema: "portal",
                table: "appointments",
                columns: new[] { "tenant_id", "session_id" },
                filter: "session_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_actor_id_at_id",
                schema: "portal",
                table: "audit_entries",
                columns: new[] { "tenant_id", "actor_id", "at", "id" },
                filter: "actor_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_at_id",
                schema: "portal",
                table: "audit_entries",
                columns: new[] { "tenant_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_subject_id_at_id",
                schema: "portal",
                table: "audit_entries",
                columns: new[] { "tenant_id", "subject_id", "at", "id" },
                filter: "subject_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_audit_seals_tenant_id_entry_id",
                schema: "portal",
                table: "audit_seals",
                columns: new[] { "tenant_id", "entry_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "booking_tickets_waiting",
                schema: "portal",
                table: "booking_tickets",
                columns: new[] { "tenant_id", "number" },
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_booking_tickets_tenant_id_command_key",
                schema: "portal",
                table: "booking_tickets",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_booking_tickets_tenant_id_worked_at",
                schema: "portal",
                table: "booking_tickets",
                columns: new[] { "tenant_id", "worked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_change_items_tenant_id_appointment_id",
                schema: "portal",
                table: "bulk_change_items",
                columns: new[] { "tenant_id", "appointment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_change_items_tenant_id_change_id_appointment_id",
                schema: "portal",
                table: "bulk_change_items",
                columns: new[] { "tenant_id", "change_id", "appointment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bulk_change_items_tenant_id_change_id_position",
                schema: "portal",
                table: "bulk_change_items",
                columns: new[] { "tenant_id", "change_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bulk_change_items_tenant_id_command_key",
                schema: "portal",
                table: "bulk_change_items",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bulk_changes_tenant_id_created_at",
                schema: "portal",
                table: "bulk_changes",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_offers_tenant_id_item_id",
                schema: "portal",
                table: "bulk_offers",
                columns: new[] { "tenant_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feeds_tenant_id_resource_id",
                schema: "portal",
                table: "calendar_feeds",
                columns: new[] { "tenant_id", "resource_id" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feeds_tenant_id_secret_hash",
                schema: "portal",
                table: "calendar_feeds",
                columns: new[] { "tenant_id", "secret_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_chart_openings_tenant_id_opened_at",
                schema: "portal",
                table: "chart_openings",
                columns: new[] { "tenant_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_chart_openings_tenant_id_patient_id_opened_at",
                schema: "portal",
                table: "chart_openings",
                columns: new[] { "tenant_id", "patient_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_chart_passages_tenant_id_patient_id",
                schema: "portal",
                table: "chart_passages",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_chart_passages_tenant_id_source_kind_source_id_part",
                schema: "portal",
                table: "chart_passages",
                columns: new[] { "tenant_id", "source_kind", "source_id", "part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_tenant_id_expires_at",
                schema: "portal",
                table: "claims",
                columns: new[] { "tenant_id", "expires_at" },
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_claims_tenant_id_resource_id_starts_at",
                schema: "portal",
                table: "claims",
                columns: new[] { "tenant_id", "resource_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conditions_tenant_id_patient_id",
                schema: "portal",
                table: "conditions",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conditions_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "conditions",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_consent_texts_tenant_id_kind_number",
                schema: "portal",
                table: "consent_texts",
                columns: new[] { "tenant_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consents_tenant_id_patient_id_kind",
                schema: "portal",
                table: "consents",
                columns: new[] { "tenant_id", "patient_id", "kind" },
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "conversations_open",
                schema: "portal",
                table: "conversations",
                columns: new[] { "tenant_id", "state", "last_at" },
                filter: "state <> 'Ended'");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_tenant_id_last_at",
                schema: "portal",
                table: "conversations",
                columns: new[] { "tenant_id", "last_at" });

            migrationBuilder.CreateIndex(
                name: "ix_displays_tenant_id_secret_hash",
                schema: "portal",
                table: "displays",
                columns: new[] { "tenant_id", "secret_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_tenant_id_patient_id",
                schema: "portal",
                table: "documents",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_tenant_id_replaces_id",
                schema: "portal",
                table: "documents",
                columns: new[] { "tenant_id", "replaces_id" },
                unique: true,
                filter: "replaces_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_documents_tenant_id_series_id_edition",
                schema: "portal",
                table: "documents",
                columns: new[] { "tenant_id", "series_id", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_tenant_id_uploaded_at",
                schema: "portal",
                table: "documents",
                columns: new[] { "tenant_id", "uploaded_at" },
                filter: "status = 'Stored' and deleted_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_encounter_amendments_tenant_id_encounter_id",
                schema: "portal",
                table: "encounter_amendments",
                columns: new[] { "tenant_id", "encounter_id" });

            migrationBuilder.CreateIndex(
                name: "ix_encounters_tenant_id_appointment_id",
                schema: "portal",
                table: "encounters",
                columns: new[] { "tenant_id", "appointment_id" },
                unique: true,
                filter: "appointment_id is not null and not entered_in_error");

            migrationBuilder.CreateIndex(
                name: "ix_encounters_tenant_id_patient_id",
                schema: "portal",
                table: "encounters",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_encounters_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "encounters",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_extra_hours_tenant_id_practitioner_id_date",
                schema: "portal",
                table: "extra_hours",
                columns: new[] { "tenant_id", "practitioner_id", "date" });

            migrationBuilder.CreateIndex(
                name: "ix_holds_tenant_id_command_key",
                schema: "portal",
                table: "holds",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_holds_tenant_id_expires_at",
                schema: "portal",
                table: "holds",
                columns: new[] { "tenant_id", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "ix_holds_tenant_id_visitor_key",
                schema: "portal",
                table: "holds",
                columns: new[] { "tenant_id", "visitor_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_immunizations_tenant_id_patient_id",
                schema: "portal",
                table: "immunizations",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_immunizations_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "immunizations",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_inbound_replies_tenant_id_channel_sent_as",
                schema: "portal",
                table: "inbound_replies",
                columns: new[] { "tenant_id", "channel", "sent_as" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_medication_statements_tenant_id_patient_id",
                schema: "portal",
                table: "medication_statements",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_medication_statements_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "medication_statements",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_messages_tenant_id_created_at_id",
                schema: "portal",
                table: "messages",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_observations_tenant_id_patient_id",
                schema: "portal",
                table: "observations",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_observations_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "observations",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_one_time_codes_tenant_id_address_hash_created_at",
                schema: "portal",
                table: "one_time_codes",
                columns: new[] { "tenant_id", "address_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_one_time_codes_tenant_id_created_at",
                schema: "portal",
                table: "one_time_codes",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_one_time_codes_tenant_id_phone_hash_created_at",
                schema: "portal",
                table: "one_time_codes",
                columns: new[] { "tenant_id", "phone_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "outbox_pending",
                schema: "portal",
                table: "outbox",
                column: "id",
                filter: "processed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_patient_keys_tenant_id_patient_id",
                schema: "portal",
                table: "patient_keys",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_patient_merges_tenant_id_from_id",
                schema: "portal",
                table: "patient_merges",
                columns: new[] { "tenant_id", "from_id" },
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_patient_notes_tenant_id_patient_id",
                schema: "portal",
                table: "patient_notes",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "patient_requests_open",
                schema: "portal",
                table: "patient_requests",
                columns: new[] { "tenant_id", "created_at" },
                filter: "handled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_patients_tenant_id_file_number",
                schema: "portal",
                table: "patients",
                columns: new[] { "tenant_id", "file_number" },
                unique: true,
                filter: "file_number IS NOT NULL AND merged_into IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_patients_tenant_id_merged_into",
                schema: "portal",
                table: "patients",
                columns: new[] { "tenant_id", "merged_into" },
                filter: "merged_into IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_patients_tenant_id_national_id_hash",
                schema: "portal",
                table: "patients",
                columns: new[] { "tenant_id", "national_id_hash" },
                filter: "national_id_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_patients_tenant_id_phone",
                schema: "portal",
                table: "patients",
                columns: new[] { "tenant_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "ix_practitioners_tenant_id_user_id",
                schema: "portal",
                table: "practitioners",
                columns: new[] { "tenant_id", "user_id" },
                unique: true,
                filter: "user_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_prescription_favourites_tenant_id_user_id",
                schema: "portal",
                table: "prescription_favourites",
                columns: new[] { "tenant_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_prescription_items_tenant_id_prescription_id_position",
                schema: "portal",
                table: "prescription_items",
                columns: new[] { "tenant_id", "prescription_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_tenant_id_code",
                schema: "portal",
                table: "prescriptions",
                columns: new[] { "tenant_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_tenant_id_patient_id",
                schema: "portal",
                table: "prescriptions",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "prescriptions",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_procedures_tenant_id_patient_id",
                schema: "portal",
                table: "procedures",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_procedures_tenant_id_patient_id_source_id",
                schema: "portal",
                table: "procedures",
                columns: new[] { "tenant_id", "patient_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_appointment_id",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "appointment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_command_key",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_number",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_reverses",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "reverses" },
                unique: true,
                filter: "reverses IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_shift_id",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "shift_id" });

            migrationBuilder.CreateIndex(
                name: "ix_receipts_tenant_id_taken_at",
                schema: "portal",
                table: "receipts",
                columns: new[] { "tenant_id", "taken_at" });

            migrationBuilder.CreateIndex(
                name: "ix_related_persons_tenant_id_other_id",
                schema: "portal",
                table: "related_persons",
                columns: new[] { "tenant_id", "other_id" },
                filter: "other_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_related_persons_tenant_id_patient_id",
                schema: "portal",
                table: "related_persons",
                columns: new[] { "tenant_id", "patient_id" });

            migrationBuilder.CreateIndex(
                name: "ix_seats_tenant_id_appointment_id",
                schema: "portal",
                table: "seats",
                columns: new[] { "tenant_id", "appointment_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_tenant_id_practitioner_id_starts_at",
                schema: "portal",
                table: "sessions",
                columns: new[] { "tenant_id", "practitioner_id", "starts_at" },
                unique: true,
                filter: "state <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_tenant_id_starts_at",
                schema: "portal",
                table: "sessions",
                columns: new[] { "tenant_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shifts_tenant_id_opened_at",
                schema: "portal",
                table: "shifts",
                columns: new[] { "tenant_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shifts_tenant_id_staff_id",
                schema: "portal",
                table: "shifts",
                columns: new[] { "tenant_id", "staff_id" },
                unique: true,
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_staff_invitations_tenant_id_token_hash",
                schema: "portal",
                table: "staff_invitations",
                columns: new[] { "tenant_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_sessions_user_id",
                schema: "portal",
                table: "staff_sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_user_claims_user_id",
                schema: "portal",
                table: "staff_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_user_logins_user_id",
                schema: "portal",
                table: "staff_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_user_passkeys_user_id",
                schema: "portal",
                table: "staff_user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_users_normalized_email",
                schema: "portal",
                table: "staff_users",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_users_normalized_user_name",
                schema: "portal",
                table: "staff_users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tenants_slug",
                schema: "portal",
                table: "tenants",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_time_off_tenant_id_practitioner_id_ends_at",
                schema: "portal",
                table: "time_off",
                columns: new[] { "tenant_id", "practitioner_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_tool_calls_tenant_id_conversation_id_turn",
                schema: "portal",
                table: "tool_calls",
                columns: new[] { "tenant_id", "conversation_id", "turn" });

            migrationBuilder.CreateIndex(
                name: "ix_turns_tenant_id_conversation_id_sent_as",
                schema: "portal",
                table: "turns",
                columns: new[] { "tenant_id", "conversation_id", "sent_as" },
                unique: true,
                filter: "sent_as is not null");

            migrationBuilder.CreateIndex(
                name: "ix_two_people_tenant_id_second_id",
                schema: "portal",
                table: "two_people",
                columns: new[] { "tenant_id", "second_id" });

            migrationBuilder.CreateIndex(
                name: "unanswered_questions_open",
                schema: "portal",
                table: "unanswered_questions",
                columns: new[] { "tenant_id", "asked_at" },
                filter: "settled_at is null");

            migrationBuilder.CreateIndex(
                name: "waitlist_entries_in_order",
                schema: "portal",
                table: "waitlist_entries",
                columns: new[] { "tenant_id", "created_at" },
                filter: "state in ('Waiting','Offered')");

            migrationBuilder.CreateIndex(
                name: "waitlist_entries_open",
                schema: "portal",
                table: "waitlist_entries",
                columns: new[] { "tenant_id", "patient_id", "service_id", "practitioner_id" },
                unique: true,
                filter: "state in ('Waiting','Offered')")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_waitlist_offers_tenant_id_command_key",
                schema: "portal",
                table: "waitlist_offers",
                columns: new[] { "tenant_id", "command_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_waitlist_offers_tenant_id_entry_id_created_at",
                schema: "portal",
                table: "waitlist_offers",
                columns: new[] { "tenant_id", "entry_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "waitlist_offers_one_a_slot",
                schema: "portal",
                table: "waitlist_offers",
                columns: new[] { "tenant_id", "practitioner_id", "starts_at" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "waitlist_offers_one_an_entry",
                schema: "portal",
                table: "waitlist_offers",
                columns: new[] { "tenant_id", "entry_id" },
                unique: true,
                filter: "state in ('Open','Accepted')");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_schedules_tenant_id_practitioner_id",
                schema: "portal",
                table: "weekly_schedules",
                columns: new[] { "tenant_id", "practitioner_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "allergies",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "api_tokens",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "appointment_events",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "booking_settings",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "booking_tickets",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "bulk_offers",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "calendar_feeds",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "chart_openings",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "chart_passages",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "chart_stale",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "claims",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "complaints",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "conditions",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "consents",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "data_protection_keys",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "desk_presence",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "displays",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "document_pages",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "encounter_amendments",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "extra_hours",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "facts",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "front_desk_settings",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "holds",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "holidays",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "immunizations",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "inbound_replies",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "medication_statements",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "memberships",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "messages",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "observations",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "one_time_codes",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patient_keys",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patient_merges",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patient_notes",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patient_photos",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patient_requests",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "practitioner_services",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "prescription_favourites",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "procedures",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "queue_settings",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "receipt_counters",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "receipts",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "related_persons",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "seats",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "server_keys",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "service_locations",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "service_resources",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "sign_in_tickets",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_invitations",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_sessions",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_user_claims",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_user_logins",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_user_passkeys",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_user_tokens",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "tenants",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "time_off",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "tool_calls",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "turns",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "two_people",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "unanswered_questions",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "waitlist_offers",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "waitlist_settings",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "weekly_hours",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "bulk_change_items",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "consent_texts",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "documents",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "prescription_items",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "shifts",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "staff_users",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "conversations",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "waitlist_entries",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "weekly_schedules",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "bulk_changes",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "prescriptions",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "encounters",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "appointments",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "patients",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "practitioners",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "resources",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "services",
                schema: "portal");

            migrationBuilder.DropTable(
                name: "locations",
                schema: "portal");
        }
    }
}
