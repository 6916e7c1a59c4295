-- Whoever writes a source of passages, in whatever statement, marks it in that transaction; a sync pass makes its passages anew
-- (see Chart/Search). By statement and not by row: an import writes thousands of rows at once. Names are written out, because who
-- writes by hand has another search path.

create index if not exists observations_group on observations (tenant_id, group_id) where group_id is not null;

-- Always in one order, so that two writers wait for each other and not in a ring.

-- A table whose rows are sources: the argument is their kind.
create or replace function chart_rows_changed() returns trigger language plpgsql as $$
begin
  perform portal.mark_chart_stale(c.tenant_id, tg_argv[0], c.id, c.patient_id, tg_op = 'DELETE') from (select tenant_id, id, patient_id from changed order by id) c;
  return null;
end $$;

-- A table whose rows are parts of a source, which stays when they go.
create or replace function chart_parts_changed() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'encounter_amendments' then
    perform portal.mark_chart_stale(w.tenant_id, 'Encounter', w.id, w.patient_id)
    from (select e.tenant_id, e.id, e.patient_id from portal.encounters e
          where (e.tenant_id, e.id) in (select tenant_id, encounter_id from changed) order by e.id) w;
  elsif tg_table_name = 'prescription_items' then
    perform portal.mark_chart_stale(w.tenant_id, 'Prescription', w.id, w.patient_id)
    from (select p.tenant_id, p.id, p.patient_id from portal.prescriptions p
          where (p.tenant_id, p.id) in (select tenant_id, prescription_id from changed) order by p.id) w;
  elsif tg_table_name = 'document_pages' then
    perform portal.mark_chart_stale(w.tenant_id, 'Document', w.id, w.patient_id)
    from (select d.tenant_id, d.id, d.patient_id from portal.documents d
          where (d.tenant_id, d.id) in (select tenant_id, document_id from changed) order by d.id) w;
  else
    -- what was measured together is one passage: when one of it changes, the others do
    perform portal.mark_chart_stale(w.tenant_id, 'Observation', w.id, w.patient_id)
    from (select o.tenant_id, o.id, o.patient_id from portal.observations o
          where (o.tenant_id, o.group_id) in (select tenant_id, group_id from changed where group_id is not null) order by o.id) w;
  end if;
  return null;
end $$;

-- The names of doctors and services stand in passages.
create or replace function chart_names_changed() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'practitioners' then
    perform portal.mark_chart_stale(w.tenant_id, w.kind, w.id, w.patient_id)
    from (
      with renamed as (
        select n.tenant_id, n.id from changed n join was o on o.tenant_id = n.tenant_id and o.id = n.id
        where (n.name_ar, n.name_en, n.specialty_ar, n.specialty_en) is distinct from (o.name_ar, o.name_en, o.specialty_ar, o.specialty_en))
      select e.tenant_id, 'Encounter' as kind, e.id, e.patient_id from portal.encounters e join renamed r on r.tenant_id = e.tenant_id and r.id = e.practitioner_id
      union all
      select p.tenant_id, 'Prescription', p.id, p.patient_id from portal.prescriptions p join renamed r on r.tenant_id = p.tenant_id and r.id = p.practitioner_id
      union all
      select a.tenant_id, 'Appointment', a.id, a.patient_id from portal.appointments a join renamed r on r.tenant_id = a.tenant_id and r.id = a.practitioner_id
      order by 2, 3) w;
  else
    perform portal.mark_chart_stale(w.tenant_id, 'Appointment', w.id, w.patient_id)
    from (select a.tenant_id, a.id, a.patient_id from changed n join was o on o.tenant_id = n.tenant_id and o.id = n.id
          join portal.appointments a on a.tenant_id = n.tenant_id and a.service_id = n.id
          where (n.name_ar, n.name_en) is distinct from (o.name_ar, o.name_en) order by a.id) w;
  end if;
  return null;
end $$;

-- Appointments are written one by one, and a booking is counted in microseconds: the rows of a statement, put aside and read again, would cost it more
-- than the mark itself, and so would the call of another function.
create or replace function chart_row_changed() returns trigger language plpgsql as $$
declare
  line constant portal.appointments := case when tg_op = 'DELETE' then old else new end;
begin
  insert into portal.chart_stale as s (tenant_id, source_kind, source_id, patient_id, version, marked_at, deleted)
  values (line.tenant_id, tg_argv[0], line.id, line.patient_id, nextval('portal.chart_stale_version'), clock_timestamp(), tg_op = 'DELETE')
  on conflict (tenant_id, source_kind, source_id) do update set
    patient_id = excluded.patient_id, version = excluded.version, deleted = excluded.deleted, taken_until = null, attempts = 0;
  return null;
end $$;

create or replace trigger chart_stale_row after insert or update or delete on portal.appointments for each row execute function portal.chart_row_changed('Appointment');

do $$
declare
  t record;
begin
  for t in select * from (values
    ('encounters', 'Encounter'), ('conditions', 'Condition'), ('allergies', 'Allergy'), ('medication_statements', 'Medication'), ('observations', 'Observation'),
    ('immunizations', 'Immunization'), ('procedures', 'Procedure'), ('prescriptions', 'Prescription'), ('documents', 'Document')) as sources(name, kind)
  loop
    execute format('create or replace trigger chart_stale_added after insert on portal.%I referencing new table as changed for each statement execute function portal.chart_rows_changed(%L)', t.name, t.kind);
    execute format('create or replace trigger chart_stale_changed after update on portal.%I referencing new table as changed for each statement execute function portal.chart_rows_changed(%L)', t.name, t.kind);
    execute format('create or replace trigger chart_stale_gone after delete on portal.%I referencing old table as changed for each statement execute function portal.chart_rows_changed(%L)', t.name, t.kind);
  end loop;
  for t in select * from (values ('encounter_amendments'), ('prescription_items'), ('observations'), ('document_pages')) as parts(name)
    where to_regclass('portal.' || name) is not null
  loop
    execute format('create or replace trigger chart_stale_part_added after insert on portal.%I referencing new table as changed for each statement execute function portal.chart_parts_changed()', t.name);
    execute format('create or replace trigger chart_stale_part_changed after update on portal.%I referencing new table as changed for each statement execute function portal.chart_parts_changed()', t.name);
    execute format('create or replace trigger chart_stale_part_gone after delete on portal.%I referencing old table as changed for each statement execute function portal.chart_parts_changed()', t.name);
  end loop;
  for t in select * from (values ('practitioners'), ('services')) as named(name)
  loop
    execute format('create or replace trigger chart_stale_renamed after update on portal.%I referencing old table as was new table as changed for each statement execute function portal.chart_names_changed()', t.name);
  end loop;
end $$;
