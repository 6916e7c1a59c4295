-- Moves an appointment to another time, practitioner or both; it keeps its length of time and its place until the new one is certain.
-- Outcomes: moved · replayed · key_reused · reload · not_found · changed (somebody else changed it: the answer is how it is now) ·
-- closed (it is over or cancelled, or a patient's that has begun) · taken.
-- The length and buffers were reckoned for p_service: an appointment of another service is not the one that was meant.
create or replace function move_appointment(
  p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_appointment uuid, p_version int,
  p_service uuid, p_practitioner uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz, p_more uuid[],
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  old appointments;
  lifted claims[];
begin
  answer := answer_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return answer;
  end if;
  if p_rules_version <> (select s.rules_version from booking_settings s where s.tenant_id = tenant) then
    answer.outcome := 'reload';
    return answer;
  end if;

  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment;
  if not found or old.service_id <> p_service or not is_phone_of(tenant, old.patient_id, p_phone) then
    answer.outcome := 'not_found';
    return answer;
  end if;
  perform lock_resources(tenant, old.practitioner_id, p_practitioner);
  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if old.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return case when answer.outcome is null then answer_of('changed', old) else answer end;
  end if;
  if old.status not in ('Proposed', 'Booked') or is_begun(old, p_phone, p_now) then
    return answer_of('closed', old);
  end if;

  with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
  select array_agg(gone.c) into lifted from gone;
  if claim_first(tenant, p_appointment, p_now, null, array[p_practitioner], array[p_from], array[p_to], array_fill(1, array[cardinality(p_more)]), p_more) = 0 then
    perform restore_claims(lifted);
    return answer_of('taken', old);
  end if;

  update appointments a set practitioner_id = p_practitioner, starts_at = p_starts, ends_at = p_ends, version = a.version + 1
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into old;
  perform record_change(old, 'moved', p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  return answer_of('moved', old);
end $$;

-- Changes the state of an appointment along the allowed ways. A cancelled one, and one whose patient did not come, blocks nobody any more.
-- Outcomes: changed_to · replayed · key_reused · not_found · changed · closed (there is no way from its state to the wanted one, or it is a
-- patient's that has begun).
create or replace function set_appointment_status(
  p_key uuid, p_hash bytea, p_now timestamptz, p_appointment uuid, p_version int, p_status text, p_reason text,
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  appt appointments;
  kind text;
begin
  answer := answer_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return answer;
  end if;
  select a.* into appt from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if not found or not is_phone_of(tenant, appt.patient_id, p_phone) then
    answer.outcome := 'not_found';
    return answer;
  end if;
  if appt.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return case when answer.outcome is null then answer_of('changed', appt) else answer end;
  end if;
  if not (appt.status || '>' || p_status) = any (array[
      'Proposed>Booked', 'Proposed>Cancelled', 'Booked>Cancelled', 'Booked>Arrived', 'Booked>NoShow', 'Arrived>Fulfilled', 'Arrived>Booked', 'Fulfilled>Arrived']) or is_begun(appt, p_phone, p_now) then
    return answer_of('closed', appt);
  end if;

  kind := case appt.status || '>' || p_status when 'Proposed>Booked' then 'confirmed' when 'Arrived>Booked' then 'reopened' else lower(p_status) end;
  if p_status in ('Cancelled', 'NoShow') then
    delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment;
  end if;
  update appointments a set status = p_status, cancel_reason = coalesce(p_reason, a.cancel_reason), version = a.version + 1
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into appt;
  perform record_change(appt, kind, p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  return answer_of('changed_to', appt);
end $$;
