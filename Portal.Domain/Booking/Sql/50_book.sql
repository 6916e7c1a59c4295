-- Books the first candidate whose every resource is free, and writes appointment, event, outbox and audit with it.
-- Outcomes: booked · replayed · key_reused · reload (the rules changed since the offer) · not_found (no such
-- patient of this phone) · taken · limit (the practitioner has as many as the clinic allows that day or week).
-- The visitor's own hold never stands in the way: it is lifted first, dropped when the booking stands and given back when it does not.
-- A command is tried as if it were new: a repeated one finds its own claim in the way, or its key in record_change, which has the caller come
-- again (p_again) to be told what became of the first.
-- p_overbook: why the desk squeezes the first candidate in where somebody is already; null for everybody else.
create or replace function book(
  p_again boolean, p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz,
  p_appointment uuid, p_patient uuid, p_service uuid, p_status text, p_source text, p_note text, p_deposit numeric, p_overbook text, p_series uuid,
  p_actor_kind text, p_actor uuid, p_audit uuid, p_visitor uuid, p_phone text,
  p_practitioners uuid[], p_starts timestamptz[], p_ends timestamptz[], p_from timestamptz[], p_to timestamptz[], p_prices numeric[], p_kinds text[],
  p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[], p_limits jsonb)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  hold uuid;
  lifted claims[];
  winner claimed;
  made appointments;
begin
  if p_again then
    answer := answer_before(tenant, p_key, p_hash);
    if answer.outcome is not null then
      return answer;
    end if;
  end if;

  -- a patient books for people of their own phone alone
  if p_phone is not null and not is_phone_of(tenant, p_patient, p_phone) then
    answer.outcome := 'not_found';
    return answer;
  end if;

  if p_limits is not null then
    perform lock_all(tenant, p_practitioners);
  end if;
  if p_visitor is not null then
    select h.id into hold from holds h where h.tenant_id = tenant and h.visitor_key = p_visitor;
    if found then
      with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = hold returning c)
      select array_agg(gone.c) into lifted from gone;
    end if;
  end if;

  winner := claim_first(tenant, p_appointment, p_now, null, p_service, p_limits, p_practitioners, p_from, p_to, p_room_of, p_rooms, p_device_of, p_devices);
  if winner.candidate = 0 and p_overbook is not null then
    winner := squeeze_in(tenant, p_appointment, p_practitioners[1], p_from[1], p_to[1], p_room_of, p_rooms, p_device_of, p_devices);
  else
    p_overbook := null; -- there was room after all
  end if;
  if winner.candidate > 0 then
    -- only if the rules are those that the time was offered by
    insert into appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, status, source, price, note, version, created_at,
        room_id, device_id, visit_kind, deposit, overbook_reason, series_id)
      select tenant, p_appointment, p_practitioners[winner.candidate], p_service, p_patient, p_starts[winner.candidate], p_ends[winner.candidate],
        tstzrange(p_from[winner.candidate], p_to[winner.candidate]), p_status, p_source, p_prices[winner.candidate], p_note, 1, p_now,
        winner.room, winner.device, p_kinds[winner.candidate], p_deposit, p_overbook, p_series
      from booking_settings s where s.tenant_id = tenant and s.rules_version = p_rules_version
      returning * into made;
  end if;
  if made.id is null then
    delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment;
    if lifted is not null then
      perform restore_claims(lifted);
    end if;
    answer := answer_before(tenant, p_key, p_hash); -- this command may be the one in its own way
    if answer.outcome is null then
      answer.outcome := case
        when not exists (select from booking_settings s where s.tenant_id = tenant and s.rules_version = p_rules_version) then 'reload'
        when p_limits is not null and not (select bool_or(within_limits(tenant, who, p_service, p_appointment, p_limits)) from unnest(p_practitioners) who) then 'limit'
        else 'taken' end;
    end if;
    return answer;
  end if;

  perform record_change(made, case p_status when 'Proposed' then 'proposed' else 'booked' end, p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  if hold is not null then
    delete from holds h where h.tenant_id = tenant and h.id = hold;
  end if;
  return answer_of('booked', made);
end $$;

-- Claims for the first candidate over whoever is there. Of its rooms and devices the first ones: that they are double is said by the lane too.
create or replace function squeeze_in(
  p_tenant uuid, p_owner uuid, p_practitioner uuid, p_from timestamptz, p_to timestamptz, p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[])
returns claimed language plpgsql as $$
declare
  got claimed;
  resource uuid;
begin
  got.candidate := 1;
  got.room := p_rooms[array_position(p_room_of, 1)];
  got.device := p_devices[array_position(p_device_of, 1)];
  foreach resource in array array_remove(array[p_practitioner, got.room, got.device], null) loop
    if claim_lane(p_tenant, p_owner, resource, tstzrange(p_from, p_to)) is null then
      return row(0, null, null)::claimed;
    end if;
  end loop;
  return got;
end $$;
