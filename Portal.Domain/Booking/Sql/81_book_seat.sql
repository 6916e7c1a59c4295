-- Books a place in a session, which is made with its claims if this is its first: session, seat, appointment, event, outbox and audit, or nothing.
-- Outcomes: booked · replayed · key_reused · reload · not_found · taken (the practitioner has something else at that time) · full (all numbers
-- are given, or the desk gives no more).
-- p_ends, p_from, p_to, p_capacity and p_rooms are of the window as the rules have it; p_capacity is null where they have none any more.
create or replace function book_seat(
  p_again boolean, p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz,
  p_appointment uuid, p_patient uuid, p_service uuid, p_status text, p_source text, p_note text, p_price numeric, p_deposit numeric, p_visit_kind text,
  p_actor_kind text, p_actor uuid, p_audit uuid, p_phone text, p_urgent text,
  p_session uuid, p_practitioner uuid, p_kind text, p_of_service uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz,
  p_capacity int, p_rooms uuid[])
returns seat_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  one sessions;
  seat seats;
  made appointments;
begin
  if p_again then
    answer := answer_before(tenant, p_key, p_hash);
    if answer.outcome is not null then
      return seat_answer_of(tenant, answer);
    end if;
  end if;
  if p_phone is not null and not is_phone_of(tenant, p_patient, p_phone) then
    answer.outcome := 'not_found';
    return seat_answer_of(tenant, answer);
  end if;
  if p_rules_version <> (select s.rules_version from booking_settings s where s.tenant_id = tenant) then
    answer := answer_before(tenant, p_key, p_hash);
    answer.outcome := coalesce(answer.outcome, 'reload');
    return seat_answer_of(tenant, answer);
  end if;

  one := open_session(tenant, p_session, p_now, p_practitioner, p_of_service, p_kind, p_starts, p_ends, p_from, p_to, p_capacity, p_rooms);
  -- the lock is held: whoever sent this command twice has been answered by now
  answer := answer_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return seat_answer_of(tenant, answer);
  end if;
  if one.id is not null and (one.state <> 'Closed' or p_urgent is not null) then
    seat := take_seat(one, p_appointment, null, p_urgent);
  end if;
  if seat.number is null then
    answer.outcome := case when one.id is null then 'taken' else 'full' end;
    return seat_answer_of(tenant, answer);
  end if;

  insert into appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, status, source, price, note, version, created_at,
      room_id, visit_kind, deposit, session_id)
    values (tenant, p_appointment, p_practitioner, p_service, p_patient, lower(seat_time(one, seat.number)), upper(seat_time(one, seat.number)),
      seat_time(one, seat.number), p_status, p_source, p_price, p_note, 1, p_now, one.room_id, p_visit_kind, p_deposit, one.id)
    returning * into made;
  perform record_change(made, case p_status when 'Proposed' then 'proposed' else 'booked' end, p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  return seat_answer_of(tenant, answer_of('booked', made));
end $$;

-- Moves an appointment to a place in a session, from a time of its own or from another session. It keeps what it had until the place is certain.
-- Outcomes: moved · replayed · key_reused · reload · not_found · changed · closed · taken · full.
create or replace function move_seat(
  p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_appointment uuid, p_version int, p_service uuid,
  p_phone text, p_actor_kind text, p_actor uuid, p_audit uuid,
  p_session uuid, p_practitioner uuid, p_kind text, p_of_service uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz,
  p_capacity int, p_rooms uuid[])
returns seat_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  old appointments;
  one sessions;
  kept seats;
  seat seats;
  lifted claims[];
begin
  answer := answer_before(tenant, p_key, p_hash);
  if answer.outcome is null and p_rules_version <> (select s.rules_version from booking_settings s where s.tenant_id = tenant) then
    answer.outcome := 'reload';
  end if;
  if answer.outcome is not null then
    return seat_answer_of(tenant, answer);
  end if;
  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment;
  if not found or old.service_id <> p_service or not is_phone_of(tenant, old.patient_id, p_phone) then
    answer.outcome := 'not_found';
    return seat_answer_of(tenant, answer);
  end if;
  perform lock_all(tenant, array[old.practitioner_id, p_practitioner]);
  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if old.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return seat_answer_of(tenant, case when answer.outcome is null then answer_of('changed', old) else answer end);
  end if;
  if old.status not in ('Proposed', 'Booked', 'Confirmed') or is_begun(old, p_phone, p_now) then
    return seat_answer_of(tenant, answer_of('closed', old));
  end if;

  with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
  select array_agg(gone.c) into lifted from gone;
  one := open_session(tenant, p_session, p_now, p_practitioner, p_of_service, p_kind, p_starts, p_ends, p_from, p_to, p_capacity, p_rooms);
  if one.id = old.session_id then
    return seat_answer_of(tenant, answer_of('moved', old)); -- it is there already
  end if;
  if one.id is not null and one.state <> 'Closed' then
    delete from seats s where s.tenant_id = tenant and s.appointment_id = p_appointment returning s.* into kept;
    seat := take_seat(one, p_appointment, null, null);
  end if;
  if seat.number is null then
    perform restore_claims(lifted);
    if kept.number is not null then
      insert into seats select kept.*;
    end if;
    return seat_answer_of(tenant, answer_of(case when one.id is null then 'taken' else 'full' end, old));
  end if;

  -- who said they would come to the old time has not said so for the new one
  update appointments a set practitioner_id = p_practitioner, session_id = one.id, starts_at = lower(seat_time(one, seat.number)),
      ends_at = upper(seat_time(one, seat.number)), occupied = seat_time(one, seat.number), room_id = one.room_id, device_id = null, overbook_reason = null,
      status = case a.status when 'Confirmed' then 'Booked' else a.status end, version = a.version + 1
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into old;
  perform record_change(old, 'moved', p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  perform promote_overbooked(tenant, lifted, p_now, p_actor_kind, p_actor);
  return seat_answer_of(tenant, answer_of('moved', old));
end $$;
