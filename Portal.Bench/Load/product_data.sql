-- The same tenants, practitioners and patients as Baseline/02_data.sql, in the product's own tables; the first twenty have twelve practitioners.
set search_path = portal, public;
truncate tenants, booking_settings, practitioners, services, practitioner_services, weekly_schedules, weekly_hours, patients, appointments, claims,
  appointment_events, outbox, audit_entries, audit_seals, holds, patient_keys cascade;
set session_replication_role = replica; -- no triggers, no foreign keys: the rows are right by construction

insert into tenants (id, slug, kind, status, name_ar, name_en, time_zone, default_language, country, currency, brand_colour, arabic_digits, address_en, address_ar, phone)
  select md5('t'||n)::uuid, 'clinic-'||n, 'Clinic', 'Active', 'عيادة '||n, 'Clinic '||n, 'Africa/Cairo', 'en', 'EG', 'EGP', '#0f766e', false, '12 Nile Street, Cairo', '١٢ شارع النيل، القاهرة', '+20223456789'
  from generate_series(1,200) n;
insert into booking_settings (tenant_id, notice_minutes, horizon_days, step_minutes, hold_minutes) select md5('t'||n)::uuid, 60, 730, 30, 5 from generate_series(1,200) n;
insert into services (tenant_id, id, name_ar, name_en, minutes, buffer_before, buffer_after, price, colour, retired, position)
  select md5('t'||n)::uuid, md5('s'||n||'-'||k)::uuid, 'كشف '||k, 'Visit '||k, 30, 0, 0, 300, '#0f766e', false, k from generate_series(1,200) n, generate_series(0,4) k;
insert into practitioners (tenant_id, id, name_ar, name_en, colour, retired, position)
  select md5('t'||n)::uuid, md5('p'||n||'-'||k)::uuid, 'د. '||k, 'Dr '||k, '#334155', false, k from generate_series(1,200) n, generate_series(1, case when n <= 20 then 12 else 10 end) k;
insert into practitioner_services (tenant_id, practitioner_id, service_id)
  select md5('t'||n)::uuid, md5('p'||n||'-'||k)::uuid, md5('s'||n||'-'||s)::uuid from generate_series(1,200) n, generate_series(1, case when n <= 20 then 12 else 10 end) k, generate_series(0,4) s;
insert into weekly_schedules (tenant_id, id, practitioner_id) select md5('t'||n)::uuid, md5('w'||n||'-'||k)::uuid, md5('p'||n||'-'||k)::uuid from generate_series(1,200) n, generate_series(1, case when n <= 20 then 12 else 10 end) k;
insert into weekly_hours (tenant_id, schedule_id, day, from_time, to_time)
  select md5('t'||n)::uuid, md5('w'||n||'-'||k)::uuid, d, '09:00', '20:00' from generate_series(1,200) n, generate_series(1, case when n <= 20 then 12 else 10 end) k, generate_series(1,7) d;
insert into patients (tenant_id, id, name, phone, language, created_at)
  select md5('t'||n)::uuid, md5('c'||n||'-'||k)::uuid, 'Patient '||k, '+2010'||lpad(k::text,8,'0'), 'ar', now() from generate_series(1,200) n, generate_series(1,500) k;
set session_replication_role = origin;
