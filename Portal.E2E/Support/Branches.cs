namespace Portal.E2E.Support;

/// <summary>A doctor with a service of their own at two branches, for grown-ups, with a longer first visit and a deposit: nobody else's offer is changed.</summary>
static class Branches
{
    public const string MaadiAr = "فرع المعادي", MaadiEn = "Maadi branch", ZamalekAr = "فرع الزمالك", ZamalekEn = "Zamalek branch";

    public static Task OfferAtTwoBranchesAsync(this RunningPortal portal, string clinic, (string Doctor, string Service) ar, (string Doctor, string Service) en) => portal.ScalarAsync(
        $$"""
        set search_path = portal, public; -- the triggers of the rules look there
        select set_config('app.tenant_id', id::text, false) from portal.tenants where slug = '{{clinic}}';
        insert into portal.locations (tenant_id, id, name_ar, name_en, address_ar, address_en, retired, position)
          select t.id, gen_random_uuid(), b.ar, b.en, b.at_ar, b.at_en, false, b.position
          from portal.tenants t, (values ('{{MaadiAr}}', '{{MaadiEn}}', '٩ شارع النصر، المعادي', '9 El Nasr St, Maadi', 0), ('{{ZamalekAr}}', '{{ZamalekEn}}', '٤ شارع حسن صبري، الزمالك', '4 Hassan Sabry St, Zamalek', 1)) b(ar, en, at_ar, at_en, position)
          where t.slug = '{{clinic}}' and not exists (select from portal.locations l where l.tenant_id = t.id and l.name_en = b.en);
        insert into portal.practitioners (tenant_id, id, name_ar, name_en, colour, retired, position)
          select id, gen_random_uuid(), '{{ar.Doctor}}', '{{en.Doctor}}', '#7c3aed', false, 95 from portal.tenants where slug = '{{clinic}}';
        insert into portal.services (tenant_id, id, name_ar, name_en, minutes, buffer_before, buffer_after, price, colour, retired, position, capacity, new_patient_minutes, min_age, deposit)
          select id, gen_random_uuid(), '{{ar.Service}}', '{{en.Service}}', 20, 0, 0, 400, '#7c3aed', false, 95, 1, 40, 18, 150 from portal.tenants where slug = '{{clinic}}';
        insert into portal.practitioner_services (tenant_id, practitioner_id, service_id)
          select p.tenant_id, p.id, s.id from portal.practitioners p join portal.services s on s.tenant_id = p.tenant_id
          where p.name_en = '{{en.Doctor}}' and s.name_en = '{{en.Service}}';
        insert into portal.weekly_schedules (tenant_id, id, practitioner_id)
          select tenant_id, gen_random_uuid(), id from portal.practitioners where name_en = '{{en.Doctor}}';
        insert into portal.weekly_hours (tenant_id, schedule_id, day, from_time, to_time, location_id)
          select s.tenant_id, s.id, d.day, case l.position when 0 then time '10:00' else time '15:00' end, case l.position when 0 then time '14:00' else time '19:00' end, l.id
          from portal.weekly_schedules s join portal.practitioners p on (p.tenant_id, p.id) = (s.tenant_id, s.practitioner_id) and p.name_en = '{{en.Doctor}}'
          join portal.locations l on l.tenant_id = s.tenant_id and l.name_en in ('{{MaadiEn}}', '{{ZamalekEn}}'), generate_series(1, 7) d(day);
        select pg_notify('portal_changes', json_build_object('Tenant', id, 'Topic', 'rules', 'Ids', json_build_array())::text) from portal.tenants where slug = '{{clinic}}';
        """);
}
