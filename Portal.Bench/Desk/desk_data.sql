-- One clinic that is as busy as any: twelve doctors, each with sixty appointments of ten minutes on the day $1, from eight to six, and room after it.
with clinic as (
  insert into tenants (id, slug, kind, status, name_ar, name_en, time_zone, default_language, country, currency, brand_colour, arabic_digits, address_en, address_ar, phone)
    values (gen_random_uuid(), 'busy', 'Clinic', 'Active', 'عيادة النهار', 'Busy Clinic', 'Africa/Cairo', 'ar', 'EG', 'EGP', '#0f766e', false, '12 Nile Street, Cairo', '١٢ شارع النيل، القاهرة', '+20223456789')
    returning id),
settings as (
  insert into booking_settings (tenant_id, notice_minutes, horizon_days, step_minutes, hold_minutes) select id, 0, 60, 10, 5 from clinic),
colleague as (
  insert into memberships (tenant_id, user_id, roles, active, created_at)
    select c.id, m.user_id, m.roles, true, now() from clinic c, memberships m join staff_users u on u.id = m.user_id where u.email = 'reception@nour.example' limit 1),
visit as (
  insert into services (tenant_id, id, name_ar, name_en, minutes, buffer_before, buffer_after, price, colour, retired, position)
    select id, gen_random_uuid(), 'كشف', 'Visit', 10, 0, 0, 300, '#0f766e', false, 0 from clinic returning tenant_id, id),
doctors as (
  insert into practitioners (tenant_id, id, name_ar, name_en, colour, retired, position)
    select id, gen_random_uuid(), 'د. طبيب ' || n, 'Dr Doctor ' || n, '#334155', false, n from clinic, generate_series(1, 12) n returning tenant_id, id, position),
offers as (
  insert into practitioner_services (tenant_id, practitioner_id, service_id) select d.tenant_id, d.id, v.id from doctors d, visit v),
weeks as (
  insert into weekly_schedules (tenant_id, id, practitioner_id) select tenant_id, gen_random_uuid(), id from doctors returning tenant_id, id),
hours as (
  insert into weekly_hours (tenant_id, schedule_id, day, from_time, to_time) select tenant_id, id, d, '08:00', '22:00' from weeks, generate_series(1, 7) d),
people as (
  insert into patients (tenant_id, id, name, phone, language, created_at)
    select id, gen_random_uuid(), 'مريض رقم ' || n, '+2010' || lpad(n::text, 8, '0'), 'ar', now() from clinic, generate_series(1, 800) n returning tenant_id, id, phone),
seen as (
  insert into appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, visit_kind, status, source, price, version, created_at)
    select d.tenant_id, gen_random_uuid(), d.id, v.id, p.id, st, st + interval '10 minutes', tstzrange(st, st + interval '10 minutes'), 'Returning', 'Booked', 'Desk', 300, 1, now()
    from doctors d, visit v, generate_series(0, 59) n, people p,
      lateral (select ($1::date + time '08:00' + n * interval '10 minutes') at time zone 'Africa/Cairo') x(st)
    where p.phone = '+2010' || lpad((1 + (n * 12 + d.position) % 720)::text, 8, '0')
    returning tenant_id, id, practitioner_id, occupied)
insert into claims (tenant_id, owner_id, resource_id, lane, occupied) select tenant_id, id, practitioner_id, 0, occupied from seen
