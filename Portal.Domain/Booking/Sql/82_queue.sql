-- What the desk or the doctor does with the line of a session. Outcomes: done · not_found · closed (nothing leads there from its state).
-- call: the number is called in. skip: called and not come; behind the next ones. back: to the place of its number. front: before all who wait,
-- for a reason. close, open: whether more numbers are given. Each may be sent twice.
create or replace function queue_act(
  p_now timestamptz, p_act text, p_session uuid, p_appointment uuid, p_reason text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns text language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  one sessions;
  seat seats;
  appt appointments;
begin
  select s.* into one from sessions s where s.tenant_id = tenant and s.id = p_session and s.state <> 'Cancelled' for update;
  if not found then
    return 'not_found';
  end if;
  if p_act in ('close', 'open') then
    update sessions s set state = case p_act when 'close' then 'Closed' else 'Open' end where s.tenant_id = tenant and s.id = p_session;
  else
    select s.* into seat from seats s where s.tenant_id = tenant and s.session_id = p_session and s.appointment_id = p_appointment;
    if not found then
      return 'not_found';
    end if;
    select a.* into appt from appointments a where a.tenant_id = tenant and a.id = p_appointment;
    if appt.status not in ('Arrived', 'Waiting') then
      return 'closed';
    end if;
    case p_act
      when 'call' then
        if seat.called is not null then
          return 'done';
        end if;
        update seats s set called = (select coalesce(max(x.called), 0) + 1 from seats x where x.tenant_id = tenant and x.session_id = p_session)
          where s.tenant_id = tenant and s.session_id = p_session and s.number = seat.number;
        update sessions s set state = 'Open' where s.tenant_id = tenant and s.id = p_session and s.state = 'Planned';
      when 'skip' then
        update seats s set called = null, skipped = s.skipped + 1
          where s.tenant_id = tenant and s.session_id = p_session and s.number = seat.number returning s.* into seat;
        perform place_in_line(seat, greatest(behind_when_late(tenant), 1));
      when 'back' then
        update seats s set called = null, rank = s.number * 1000 where s.tenant_id = tenant and s.session_id = p_session and s.number = seat.number;
      when 'front' then
        update seats s set called = null, reason = coalesce(s.reason, p_reason)
          where s.tenant_id = tenant and s.session_id = p_session and s.number = seat.number returning s.* into seat;
        perform place_in_line(seat, 0);
    end case;
    -- announced once more by the drain: the first announcement, after the commit, may be lost
    insert into outbox (tenant_id, kind, payload, created_at)
      values (tenant, 'appointment.queue', jsonb_build_object('appointment', p_appointment, 'version', appt.version), p_now);
  end if;
  insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, outcome, subject_kind, subject_id)
    values (tenant, p_audit, p_now, p_actor_kind, p_actor, 'queue.' || p_act, 'done', case when p_appointment is null then 'session' else 'appointment' end,
      coalesce(p_appointment, p_session));
  return 'done';
end $$;
