-- Makes an appointment longer or shorter where it stands: its beginning, practitioner, room and device stay, and so does what its patient said.
-- Outcomes: resized · replayed · key_reused · reload · not_found · changed (somebody else changed it: the answer is how it is now) ·
-- closed (it is over or cancelled, or a place in a session, whose length is the session's) · taken.
-- What it would occupy was reckoned for p_service, p_practitioner and p_starts: an appointment that differs is not the one that was meant.
create or replace function resize_appointment(
  p_key uuid, p_hash bytea, p_rules_version bigint, p_now timestamptz, p_appointment uuid, p_version int,
  p_service uuid, p_practitioner uuid, p_starts timestamptz, p_ends timestamptz, p_from timestamptz, p_to timestamptz,
  p_actor_kind text, p_actor uuid, p_audit uuid)
returns appointment_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer appointment_answer;
  old appointments;
  wanted appointments;
  lane smallint;
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

  perform lock_all(tenant, array[p_practitioner]);
  select a.* into old from appointments a where a.tenant_id = tenant and a.id = p_appointment for update;
  if not found then
    answer.outcome := 'not_found';
    return answer;
  end if;
  if old.version <> p_version then
    answer := answer_before(tenant, p_key, p_hash);
    return case when answer.outcome is null then answer_of('changed', old) else answer end;
  end if;
  if old.service_id <> p_service or old.practitioner_id <> p_practitioner or old.starts_at <> p_starts then
    return answer_of('not_found', old);
  end if;
  if old.status not in ('Proposed', 'Booked', 'Confirmed') or old.session_id is not null then
    return answer_of('closed', old);
  end if;

  wanted := old;
  wanted.ends_at := p_ends;
  wanted.occupied := tstzrange(p_from, p_to);
  with gone as (delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment returning c)
  select array_agg(gone.c) into lifted from gone;
  lane := claim_again(wanted);
  if (lane is null or lane > 0 and old.overbook_reason is null) and free_expired_holds(tenant, p_now) then
    delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment;
    lane := claim_again(wanted);
  end if;
  -- who stands over another on purpose may do so for longer; nobody else comes to
  if lane is null or lane > 0 and old.overbook_reason is null then
    delete from claims c where c.tenant_id = tenant and c.owner_id = p_appointment;
    perform restore_claims(lifted);
    return answer_of('taken', old);
  end if;

  update appointments a set ends_at = p_ends, occupied = tstzrange(p_from, p_to), version = a.version + 1,
      overbook_reason = case when lane > 0 then a.overbook_reason end
    where a.tenant_id = tenant and a.id = p_appointment returning a.* into old;
  perform record_change(old, 'resized', p_key, p_hash, p_now, p_actor_kind, p_actor, p_audit);
  perform promote_overbooked(tenant, lifted, p_now, p_actor_kind, p_actor);
  return answer_of('resized', old);
end $$;
