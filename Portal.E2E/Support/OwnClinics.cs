namespace Portal.E2E.Support;

/// <summary>A clinic that a journey has to itself: doctors, rooms, services and days that nobody else books. It opens every day from 8 to 20.</summary>
static class OwnClinics
{
    static int number;

    /// <param name="language">Which demonstration clinic it is like: its receptionist and administrator sign in here too.</param>
    /// <param name="doctors">They offer one service each and all.</param>
    /// <param name="rooms">Any of which the service needs; none where it needs none.</param>
    /// <returns>Its slug.</returns>
    public static async Task<string> ClinicAsync(this RunningPortal portal, string language, int doctors = 2, int minutes = 20, int rooms = 0)
    {
        var (slug, like) = ($"own{Interlocked.Increment(ref number)}{language}", language == "ar" ? "nour" : "cedar");
        await portal.ScalarAsync(
            $$"""
            set search_path = portal, public; -- the triggers of the rules look there
            insert into tenants select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'slug', '{{slug}}'))).* from tenants t where slug = '{{like}}';
            select set_config('app.tenant_id', id::text, false) from tenants where slug = '{{slug}}';
            insert into booking_settings
              select (jsonb_populate_record(s, jsonb_build_object('tenant_id', current_setting('app.tenant_id')))).* from booking_settings s join tenants t on t.id = s.tenant_id where t.slug = '{{like}}';
            insert into memberships
              select (jsonb_populate_record(m, jsonb_build_object('tenant_id', current_setting('app.tenant_id')))).* from memberships m join tenants t on t.id = m.tenant_id where t.slug = '{{like}}';
            insert into practitioners (tenant_id, id, name_ar, name_en, colour, retired, position)
              select current_setting('app.tenant_id')::uuid, gen_random_uuid(), (array['د. رؤوف عزمي', 'د. نهلة صبحي', 'د. وديع حنا'])[1 + (n - 1) % 3] || case when n > 3 then ' ' || n else '' end,
                (array['Dr Raouf Azmy', 'Dr Nahla Sobhy', 'Dr Wadie Hanna'])[1 + (n - 1) % 3] || case when n > 3 then ' ' || n else '' end,
                (array['#0f766e', '#b45309', '#be185d', '#1d4ed8'])[1 + n % 4], false, n from generate_series(1, {{doctors}}) n;
            insert into services (tenant_id, id, name_ar, name_en, minutes, buffer_before, buffer_after, price, colour, retired, position, capacity)
              values (current_setting('app.tenant_id')::uuid, gen_random_uuid(), 'جلسة علاج طبيعي', 'Physiotherapy session', {{minutes}}, 0, 0, 300, '#0e7490', false, 1, 1);
            insert into practitioner_services (tenant_id, practitioner_id, service_id)
              select p.tenant_id, p.id, s.id from practitioners p join services s on s.tenant_id = p.tenant_id where p.tenant_id = current_setting('app.tenant_id')::uuid;
            insert into weekly_schedules (tenant_id, id, practitioner_id) select tenant_id, id, id from practitioners where tenant_id = current_setting('app.tenant_id')::uuid;
            insert into weekly_hours (tenant_id, schedule_id, day, from_time, to_time)
              select tenant_id, id, day, '08:00', '20:00' from practitioners, generate_series(1, 7) day where tenant_id = current_setting('app.tenant_id')::uuid;
            insert into resources (tenant_id, id, kind, name_ar, name_en, retired, position)
              select current_setting('app.tenant_id')::uuid, gen_random_uuid(), 'Room', 'غرفة ' || n, 'Room ' || n, false, n from generate_series(1, {{rooms}}) n;
            insert into service_resources (tenant_id, service_id, resource_id)
              select s.tenant_id, s.id, r.id from services s join resources r on r.tenant_id = s.tenant_id where s.tenant_id = current_setting('app.tenant_id')::uuid;
            """);
        return slug;
    }

    /// <summary>Appointments one after the other with every doctor of a clinic, from eight in the morning of a day; written past the rules, as no page would.</summary>
    public static Task FillAsync(this RunningPortal portal, string slug, string day, int each, int minutes) => portal.ScalarAsync(
        $$"""
        set search_path = portal, public;
        select set_config('app.tenant_id', id::text, false) from tenants where slug = '{{slug}}';
        create temporary table full_day on commit drop as
          select gen_random_uuid() as patient, gen_random_uuid() as id, p.tenant_id, p.id as practitioner, s.id as service, n,
            ('{{day}} 08:00'::timestamp + make_interval(mins => (n - 1) * {{minutes}})) at time zone 'Africa/Cairo' as starts_at, row_number() over () as place
          from practitioners p join services s on s.tenant_id = p.tenant_id cross join generate_series(1, {{each}}) n where p.tenant_id = current_setting('app.tenant_id')::uuid;
        insert into patients (tenant_id, id, name, phone, language, created_at)
          select tenant_id, patient, (array['محمد أحمد علي', 'فاطمة الزهراء إبراهيم', 'Peter Boutros', 'مريم عبد الله سالم'])[1 + place % 4] || ' ' || place, '+20109' || lpad(place::text, 7, '0'), 'ar', now() from full_day;
        insert into appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, visit_kind, status, source, version, created_at)
          select tenant_id, id, practitioner, service, patient, starts_at, starts_at + make_interval(mins => {{minutes}}), tstzrange(starts_at, starts_at + make_interval(mins => {{minutes}})),
            'Returning', 'Booked', 'Desk', 1, now() from full_day;
        insert into claims (tenant_id, owner_id, resource_id, occupied)
          select tenant_id, id, practitioner, tstzrange(starts_at, starts_at + make_interval(mins => {{minutes}})) from full_day;
        """);
}
