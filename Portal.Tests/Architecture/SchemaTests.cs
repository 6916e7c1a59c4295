using Microsoft.EntityFrameworkCore;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Walks the database's own catalogue: what row security stands on.</summary>
public sealed class SchemaTests(TestPortal portal) : IClassFixture<TestPortal>
{
    /// <summary>Tables without row security, and why.</summary>
    static readonly Dictionary<string, string> Global = new()
    {
        ["tenants"] = "the catalogue: read to find out which tenant a host means",
        ["data_protection_keys"] = "keys of the installation",
        ["server_keys"] = "keys of the installation",
        ["migrations"] = "the schema's own history",
        ["schema_scripts"] = "the schema's own history",
        ["staff_users"] = "Identity: an account may work for several tenants",
        ["staff_user_claims"] = "Identity",
        ["staff_user_logins"] = "Identity",
        ["staff_user_tokens"] = "Identity",
        ["staff_user_passkeys"] = "Identity",
        ["staff_sessions"] = "Identity: an account sees and ends its sessions at every tenant",
        ["sign_in_tickets"] = "Identity: carries somebody from one host to another",
    };

    [Fact]
    public async Task Every_table_forces_the_one_policy_or_is_known_to_be_global()
    {
        var wrong = await portal.AsSuperuserAsync<string>(
            $"""
            select coalesce(string_agg(c.relname, ', '), '') from pg_class c
            where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ({Array(Global.Keys)})
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                select from pg_policies p where p.schemaname = 'portal' and p.tablename = c.relname and p.policyname = 'tenant_isolation' and p.cmd = 'ALL'
                  and p.qual = '(tenant_id = ( SELECT (current_setting(''app.tenant_id''::text))::uuid AS current_setting))' and p.with_check = p.qual))
            """);
        wrong.ShouldBe("", "these tables lack the forced policy of RowSecurity/01_row_security.sql; give them a tenant_id or name them in Global with the reason");
    }

    [Fact]
    public async Task Keys_and_uniques_of_a_tenants_table_begin_with_the_tenant() => (await portal.AsSuperuserAsync<string>(
        $"""
        select coalesce(string_agg(i.indexrelid::regclass::text, ', '), '') from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'portal'::regnamespace and i.indisunique and c.relname <> all ({Array(Global.Keys)})
          and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) <> 'tenant_id'
        """)).ShouldBe("", "a unique that does not begin with tenant_id tells one tenant what another has");

    [Fact]
    public async Task No_row_can_point_into_another_tenant_or_out_of_the_tenants_tables() => (await portal.AsSuperuserAsync<string>(
        $"""
        select coalesce(string_agg(k.conname, ', '), '') from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
        where k.contype = 'f' and c.relnamespace = 'portal'::regnamespace and c.relname <> all ({Array(Global.Keys)})
          and (f.relname = any ({Array(Global.Keys)})
            or (select attname from pg_attribute where attrelid = c.oid and attnum = k.conkey[1]) <> 'tenant_id')
        """)).ShouldBe("", "foreign keys of a tenant's table begin with tenant_id and stay among the tenants' tables");

    [Fact]
    public async Task Views_see_with_the_eyes_of_who_asks() => (await portal.AsSuperuserAsync<string>(
        """
        select coalesce(string_agg(relname, ', '), '') from pg_class
        where relnamespace = 'portal'::regnamespace and relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false)
        """)).ShouldBe("");

    [Fact]
    public async Task The_roles_can_do_what_they_are_for_and_no_more()
    {
        (await portal.AsSuperuserAsync<bool>("select bool_and(not rolsuper and not rolbypassrls) from pg_roles where rolname in ('portal_app', 'portal_relay', 'portal_owner')")).ShouldBeTrue();
        (await portal.AsSuperuserAsync<bool>("select not rolcanlogin from pg_roles where rolname = 'portal_owner'")).ShouldBeTrue();
        (await portal.AsSuperuserAsync<long>("select count(*) from pg_class where relnamespace = 'portal'::regnamespace and relowner <> 'portal_owner'::regrole")).ShouldBe(0);
        (await portal.AsSuperuserAsync<string>(
            "select string_agg(distinct table_name, ',') from information_schema.table_privileges where grantee = 'portal_relay' and table_schema = 'portal'")).ShouldBe("outbox");
        (await portal.AsSuperuserAsync<long>(
            """
            select count(*) from information_schema.table_privileges where grantee = 'portal_app' and table_schema = 'portal'
              and table_name in ('appointment_events', 'audit_entries', 'audit_seals', 'receipts') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
            """)).ShouldBe(0, "history is insert-only");
    }

    [Fact]
    public void The_model_and_the_migrations_agree()
    {
        using var db = TenantIsolationTests.ModelOnly();
        db.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet ef migrations add ...");
    }

    static string Array(IEnumerable<string> names) => $"array[{string.Join(", ", names.Select(name => $"'{name}'"))}]::name[]";
}
