-- What an appointment command answers: the appointment as it now is (or as it was when the same command was first done), or why not.
do $$ begin
  if not exists (select 1 from pg_type where typname = 'appointment_answer' and typnamespace = 'portal'::regnamespace) then
    create type appointment_answer as (
      outcome text, id uuid, practitioner_id uuid, service_id uuid, patient_id uuid, starts_at timestamptz, ends_at timestamptz, status text, version int);
  end if;
end $$;

create or replace function answer_of(p_outcome text, p_row appointments) returns appointment_answer language plpgsql immutable as $$
begin
  return row(p_outcome, p_row.id, p_row.practitioner_id, p_row.service_id, p_row.patient_id, p_row.starts_at, p_row.ends_at, p_row.status::text, p_row.version)::appointment_answer;
end $$;

-- Was this command done before? 'replayed' with the state it left, 'key_reused' where the key came with another request, null where it is new.
create or replace function answer_before(p_tenant uuid, p_key uuid, p_hash bytea) returns appointment_answer language plpgsql stable as $$
declare
  hash bytea;
  after jsonb;
  answer appointment_answer;
begin
  select e.request_hash, e.after into hash, after from appointment_events e where e.tenant_id = p_tenant and e.command_key = p_key;
  if not found then
    return null;
  end if;
  answer := jsonb_populate_record(answer, after);
  answer.outcome := case when hash = p_hash then 'replayed' else 'key_reused' end;
  return answer;
end $$;

-- Event, outbox and audit of one change, in the transaction that makes it.
-- PT409: the same key was used by another command at the same moment; the caller tries once more and is then told what became of it.
create or replace function record_change(
  p_row appointments, p_kind text, p_key uuid, p_hash bytea, p_now timestamptz, p_actor_kind text, p_actor uuid, p_audit uuid) returns void language plpgsql as $$
begin
  insert into appointment_events (tenant_id, appointment_id, version, kind, command_key, request_hash, actor_kind, actor_id, at, after)
    values (p_row.tenant_id, p_row.id, p_row.version, p_kind, p_key, p_hash, p_actor_kind, p_actor, p_now, to_jsonb(p_row))
    on conflict (tenant_id, command_key) do nothing;
  if not found then
    raise exception 'command key in use' using errcode = 'PT409';
  end if;
  insert into outbox (tenant_id, kind, payload, created_at)
    values (p_row.tenant_id, 'appointment.' || p_kind, jsonb_build_object('appointment', p_row.id, 'version', p_row.version, 'touched', current_setting('app.touched', true)), p_now);
  insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, outcome, subject_kind, subject_id)
    values (p_row.tenant_id, p_audit, p_now, p_actor_kind, p_actor, 'appointment.' || p_kind, 'done', 'appointment', p_row.id);
end $$;

-- A patient acts for people of their own proved phone alone; staff and jobs give no phone and act for all.
create or replace function is_phone_of(p_tenant uuid, p_patient uuid, p_phone text) returns boolean language plpgsql stable as $$
begin
  return p_phone is null
    or exists (select from patients p where p.tenant_id = p_tenant and p.id = p_patient and p.phone = p_phone)
    or exists (select from patients p cross join lateral person_ids(p.tenant_id, coalesce(p.merged_into, p.id)) as record(id) join patients o on o.tenant_id = p.tenant_id and o.id = record.id
               where p.tenant_id = p_tenant and p.id = p_patient and o.phone = p_phone);
end $$;

-- What has begun is the desk's to change and no longer its patient's: whether they came is not theirs to say.
create or replace function is_begun(p_row appointments, p_phone text, p_now timestamptz) returns boolean language plpgsql immutable as $$
begin
  return p_phone is not null and p_row.starts_at <= p_now;
end $$;
