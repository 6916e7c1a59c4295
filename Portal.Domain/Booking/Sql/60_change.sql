-- Choices with the one that is had already in front, where it is one of them: a move changes the room only where it must.
create or replace function first_of_all(p_choices uuid[], p_had uuid) returns uuid[] language sql immutable as $$
  select case when p_had = any (p_choices) then p_had || array_remove(p_choices, p_had) else p_choices end
$$;

-- Moves an appointment to another time, practitioner or length; it keeps its place until the new one is certain.
-- Outcomes: moved · replayed · key_reused · reload · not_found · changed (somebody else changed it: the answer is how it is now) ·
-- closed (it is over or cancelled, or a patient's that has begun) · taken · limit.
-- The length and buffers were reckoned for p_service: an appointment of another service is not the one that was meant.
create or replace function move_appointment(
  p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_appointment uuid, p_version int,
  p_service uuid, p_practitioner uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz,
  p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[], p_limits jsonb,
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  old appointments;
  lifted claims[];
  winner claimed;
  stays boolean;
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
  perform lock_all(tenant, array[old.practitioner_id, p_practitioner]);
  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if old.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return case when answer.outcome is null then answer_of('changed', old) else answer end;
  end if;
  if old.status not in ('Proposed', 'Booked', 'Confirmed') or is_begun(old, p_phone, p_now) then
    return answer_of('closed', old);
  end if;
  if p_phone is not null and old.session_id is null and p_ends - p_starts <> old.ends_at - old.starts_at then
    return answer_of('changed', old); -- how long it takes is the clinic's to change
  end if;

  with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
  select array_agg(gone.c) into lifted from gone;
  winner := claim_first(tenant, p_appointment, p_now, null, p_service, p_limits, array[p_practitioner], array[p_from], array[p_to],
    p_room_of, first_of_all(p_rooms, old.room_id), p_device_of, first_of_all(p_devices, old.device_id));
  if winner.candidate = 0 then
    perform restore_claims(lifted);
    return answer_of(case when p_limits is not null and not within_limits(tenant, p_practitioner, p_service, p_appointment, p_limits) then 'limit' else 'taken' end, old);
  end if;

  -- the same time in another room is no news to its patient
  stays := old.practitioner_id = p_practitioner and old.starts_at = p_starts and old.ends_at = p_ends;
  -- who said they would come to the old time has not said so for the new one
  update appointments a set practitioner_id = p_practitioner, starts_at = p_starts, ends_at = p_ends, occupied = tstzrange(p_from, p_to),
      room_id = winner.room, device_id = winner.device, overbook_reason = null, status = case when a.status = 'Confirmed' and not stays then 'Booked' else a.status end, version = a.version + 1
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into old;
  perform record_change(old, case when stays then 'placed' else 'moved' end, p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  perform promote_overbooked(tenant, lifted, p_now, p_actor_kind, p_actor);
  return answer_of('moved', old);
end $$;

-- The ways on from a state. Those that lead back correct what was entered wrongly, at any time; see undo_change for the minute after.
create or replace function steps_from(p_status text) returns text[] language plpgsql immutable as $$
begin
  return case p_status
    when 'Proposed' then '{Booked,Cancelled}'
    when 'Booked' then '{Confirmed,Arrived,NoShow,Cancelled}'
    when 'Confirmed' then '{Arrived,NoShow,Cancelled}'
    when 'Arrived' then '{Waiting,InConsult,Fulfilled,Booked,Cancelled}'
    when 'Waiting' then '{InConsult,Fulfilled,Arrived,Cancelled}'
    when 'InConsult' then '{Fulfilled,Waiting}'
    when 'Fulfilled' then '{Arrived}'
    when 'NoShow' then '{Arrived}'
    else '{}' end::text[];
end $$;

-- What happened, in the word that its event is kept under.
create or replace function kind_of_step(p_from text, p_to text) returns text language plpgsql immutable as $$
begin
  return case p_from || '>' || p_to
    when 'Proposed>Booked' then 'accepted'
    when 'Arrived>Booked' then 'reopened'
    else lower(p_to) end;
end $$;

-- Changes the state of an appointment along the allowed ways. A cancelled one, and one whose patient did not come, blocks nobody any more;
-- a patient who comes after all is put where they were, over whoever has the place by now.
-- Outcomes: changed_to · replayed · key_reused · not_found · changed · closed (there is no way from its state to the wanted one, or it is a
-- patient's that has begun).
create or replace function set_appointment_status(
  p_key uuid, p_hash bytea, p_now timestamptz, p_appointment uuid, p_version int, p_status text, p_reason text, p_cancelled_by text,
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  appt appointments;
  was text;
  gone claims[];
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
  if not p_status = any (steps_from(appt.status)) or is_begun(appt, p_phone, p_now) then
    return answer_of('closed', appt);
  end if;

  was := appt.status;
  if p_status in ('Cancelled', 'NoShow') then
    with freed as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
    select array_agg(freed.c) into gone from freed;
  elsif was = 'NoShow' then
    perform claim_again(appt);
  end if;
  update appointments a set status = p_status, version = a.version + 1,
      cancel_reason = case p_status when 'Cancelled' then p_reason else a.cancel_reason end,
      cancelled_by = case p_status when 'Cancelled' then p_cancelled_by else a.cancelled_by end
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into appt;
  perform record_change(appt, kind_of_step(was, p_status), p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  perform promote_overbooked(tenant, gone, p_now, p_actor_kind, p_actor);
  return answer_of('changed_to', appt);
end $$;

-- Takes the last change back, within p_since of it and by who made it: the appointment is as it was before, in its old place.
-- Outcomes: undone · replayed · key_reused · not_found · changed (it was changed again since) · closed (too late, another's, or its first
-- booking, which is cancelled and not undone) · taken (the old place has gone meanwhile).
create or replace function undo_change(
  p_key uuid, p_hash bytea, p_now timestamptz, p_since timestamptz, p_appointment uuid, p_version int, p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  appt appointments;
  before appointments;
  last appointment_events;
  lane smallint;
  gone claims[];
begin
  answer := answer_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return answer;
  end if;
  select a.* into appt from appointments a where a.tenant_id = tenant and a.id = p_appointment;
  if not found then
    answer.outcome := 'not_found';
    return answer;
  end if;
  before := jsonb_populate_record(null::appointments, (
    select e.after from appointment_events e where e.tenant_id = tenant and e.appointment_id = p_appointment and e.version = p_version - 1));
  perform lock_all(tenant, array_remove(array[appt.practitioner_id, before.practitioner_id], null));
  select a.* into appt from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if appt.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return case when answer.outcome is null then answer_of('changed', appt) else answer end;
  end if;
  select e.* into last from appointment_events e where e.tenant_id = tenant and e.appointment_id = p_appointment and e.version = p_version;
  if before.id is null or last.kind = 'fitted' or last.at < p_since or last.actor_id is distinct from p_actor then
    return answer_of('closed', appt);
  end if;

  with freed as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
  select array_agg(freed.c) into gone from freed;
  if before.status not in ('Cancelled', 'NoShow') then
    lane := claim_again(before);
    if lane is null or lane > 0 and before.overbook_reason is null then
      delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment;
      perform restore_claims(gone);
      return answer_of('taken', appt);
    end if;
    if lane = 0 then
      before.overbook_reason := null; -- whoever it stood over has gone meanwhile
    end if;
  end if;
  update appointments a set practitioner_id = before.practitioner_id, starts_at = before.starts_at, ends_at = before.ends_at, occupied = before.occupied,
      room_id = before.room_id, device_id = before.device_id, status = before.status, price = before.price, note = before.note,
      cancel_reason = before.cancel_reason, cancelled_by = before.cancelled_by, overbook_reason = before.overbook_reason, version = a.version + 1
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into appt;
  -- the patient was told of some changes, and is told that they did not happen
  perform record_change(appt, case when last.kind in ('moved', 'cancelled') then 'restored' else 'undone' end, p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  perform promote_overbooked(tenant, gone, p_now, p_actor_kind, p_actor);
  return answer_of('undone', appt);
end $$;
