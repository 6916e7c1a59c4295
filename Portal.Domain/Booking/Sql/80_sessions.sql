-- A seat names the appointment that is written after it in the same transaction.
do $$ begin
  if not exists (select 1 from pg_constraint where conname = 'fk_seats_appointments') then
    alter table seats add constraint fk_seats_appointments
      foreign key (tenant_id, appointment_id) references appointments (tenant_id, id) deferrable initially deferred;
  end if;
  if not exists (select 1 from pg_type where typname = 'seat_answer' and typnamespace = 'portal'::regnamespace) then
    create type seat_answer as (
      outcome text, id uuid, practitioner_id uuid, service_id uuid, patient_id uuid, starts_at timestamptz, ends_at timestamptz, status text, version int,
      session_id uuid, number int);
  end if;
end $$;

create or replace function seat_answer_of(p_tenant uuid, p_answer appointment_answer) returns seat_answer language plpgsql stable as $$
declare
  seat seats;
begin
  if p_answer.id is not null then
    select s.* into seat from seats s where s.tenant_id = p_tenant and s.appointment_id = p_answer.id;
  end if;
  return row(p_answer.outcome, p_answer.id, p_answer.practitioner_id, p_answer.service_id, p_answer.patient_id, p_answer.starts_at, p_answer.ends_at,
    p_answer.status, p_answer.version, seat.session_id, seat.number)::seat_answer;
end $$;

-- The session of a practitioner that begins then, locked; made with its claims where the window has none yet (p_capacity null: never made).
-- Null where somebody else has the time. Who waits here for the one that makes it finds it afterwards.
create or replace function open_session(
  p_tenant uuid, p_session uuid, p_now timestamptz, p_practitioner uuid, p_service uuid, p_kind text, p_starts timestamptz, p_ends timestamptz,
  p_from timestamptz, p_to timestamptz, p_capacity int, p_rooms uuid[])
returns sessions language plpgsql as $$
declare
  one sessions;
  got claimed;
begin
  for attempt in 1 .. 2 loop
    select s.* into one from sessions s
      where s.tenant_id = p_tenant and s.practitioner_id = p_practitioner and s.starts_at = p_starts and s.state <> 'Cancelled' for update;
    if found then
      if one.kind <> p_kind or one.service_id is distinct from p_service then
        return null;
      end if;
      if one.capacity <> p_capacity then -- the clinic gives more, or fewer; numbers that are given stay
        update sessions s set capacity = p_capacity where s.tenant_id = p_tenant and s.id = one.id returning s.* into one;
      end if;
      return one;
    end if;
    if p_capacity is null then
      return null;
    end if;
    got := claim_first(p_tenant, p_session, p_now, null, p_service, null, array[p_practitioner], array[p_from], array[p_to],
      array_fill(1, array[cardinality(p_rooms)]), p_rooms, '{}', '{}');
    if got.candidate = 1 then
      insert into sessions (tenant_id, id, practitioner_id, service_id, kind, starts_at, ends_at, capacity, room_id, state)
        values (p_tenant, p_session, p_practitioner, p_service, p_kind, p_starts, p_ends, p_capacity, got.room, 'Planned') returning * into one;
      return one;
    end if;
  end loop;
  return null;
end $$;

-- When a number is expected: the places share the session's time out evenly. A group comes together.
create or replace function seat_time(p_session sessions, p_number int) returns tstzrange language plpgsql immutable as $$
declare
  each constant interval := (p_session.ends_at - p_session.starts_at) / p_session.capacity;
  starts timestamptz;
begin
  if p_session.kind = 'Group' then
    return tstzrange(p_session.starts_at, p_session.ends_at);
  end if;
  -- whole minutes: a number is no promise of seconds
  starts := date_trunc('minute', p_session.starts_at + each * (least(p_number, p_session.capacity) - 1));
  return tstzrange(starts, greatest(date_trunc('minute', starts + each), starts + interval '1 minute'));
end $$;

-- Gives an appointment a number. The session is locked by who calls. Null where all numbers are given.
-- p_wish: a number to have again if it is free. p_urgent: the reason to come in front of all who wait, over and above the places.
create or replace function take_seat(p_session sessions, p_appointment uuid, p_wish int, p_urgent text) returns seats language plpgsql as $$
declare
  seat seats;
  begun int;
  free int;
begin
  if p_urgent is not null then
    insert into seats (tenant_id, session_id, number, appointment_id, rank, extra, reason, skipped)
      select p_session.tenant_id, p_session.id, greatest(p_session.capacity, coalesce(max(s.number), 0)) + 1, p_appointment, 0, true, p_urgent, 0
      from seats s where s.tenant_id = p_session.tenant_id and s.session_id = p_session.id
      returning * into seat;
    return place_in_line(seat, 0);
  end if;
  -- once the line moves, a number in front of those who were called would be unfair to those who wait
  select coalesce(max(s.number) filter (where s.called is not null and not s.extra), 0) into begun
    from seats s where s.tenant_id = p_session.tenant_id and s.session_id = p_session.id;
  loop
    select n into free from generate_series(1, p_session.capacity) n
      where not exists (select from seats s where s.tenant_id = p_session.tenant_id and s.session_id = p_session.id and s.number = n)
      order by (n is not distinct from p_wish) desc, (n > begun) desc, n limit 1;
    if free is null then
      return null;
    end if;
    insert into seats (tenant_id, session_id, number, appointment_id, rank, extra, skipped)
      select p_session.tenant_id, p_session.id, free, p_appointment,
        case when free > begun then free * 1000
          else (select max(s.rank) + 1000 from seats s where s.tenant_id = p_session.tenant_id and s.session_id = p_session.id) end, false, 0
      on conflict do nothing returning * into seat;
    if found then
      return seat;
    end if;
  end loop;
end $$;

-- Puts a seat behind so many of those who are here and wait; 0: in front of all, but behind other urgent ones.
create or replace function place_in_line(p_seat seats, p_behind int) returns seats language plpgsql as $$
declare
  target int;
  urgent int;
begin
  select w.rank into target from (
    select s.rank, s.number, row_number() over (order by s.rank, s.number) as place
    from seats s join appointments a on (a.tenant_id, a.id) = (s.tenant_id, s.appointment_id)
    where s.tenant_id = p_seat.tenant_id and s.session_id = p_seat.session_id and s.number <> p_seat.number
      and s.called is null and a.status in ('Arrived', 'Waiting') and (p_behind > 0 or s.reason is null)) w
    where w.place <= greatest(p_behind, 1) order by w.place desc limit 1;
  if target is null then -- nobody to be put in front of or behind: in front of those who are still to come
    select coalesce(min(s.rank), 1000) into target
      from seats s where s.tenant_id = p_seat.tenant_id and s.session_id = p_seat.session_id and s.number <> p_seat.number and s.called is null;
    p_behind := 0;
  end if;
  select max(s.rank) into urgent from seats s
    where s.tenant_id = p_seat.tenant_id and s.session_id = p_seat.session_id and s.number <> p_seat.number and s.called is null and s.reason is not null and s.rank < target;
  update seats s set rank = case when p_behind > 0 then target + 1 else coalesce(urgent + 1, target - 500) end
    where s.tenant_id = p_seat.tenant_id and s.session_id = p_seat.session_id and s.number = p_seat.number returning s.* into p_seat;
  return p_seat;
end $$;

-- Gives an appointment back the place it had before a change was undone: whether there is one.
create or replace function sit_again(p_row appointments) returns boolean language plpgsql as $$
declare
  one sessions;
  kept seats;
begin
  select s.* into one from sessions s where s.tenant_id = p_row.tenant_id and s.id = p_row.session_id for update;
  select s.* into kept from seats s where s.tenant_id = p_row.tenant_id and s.appointment_id = p_row.id;
  if kept.session_id = one.id then
    return true;
  end if;
  if one.state = 'Cancelled' then -- a group that everybody had left
    insert into claims (tenant_id, owner_id, resource_id, occupied)
      select one.tenant_id, one.id, r, tstzrange(one.starts_at, one.ends_at) from unnest(array_remove(array[one.practitioner_id, one.room_id], null)) r
      on conflict do nothing;
    if (select count(*) from claims c where c.tenant_id = one.tenant_id and c.owner_id = one.id) < 1 + (one.room_id is not null)::int then
      delete from claims c where c.tenant_id = one.tenant_id and c.owner_id = one.id;
      return false;
    end if;
    update sessions s set state = 'Planned' where s.tenant_id = one.tenant_id and s.id = one.id;
  end if;
  delete from seats s where s.tenant_id = p_row.tenant_id and s.appointment_id = p_row.id;
  if (take_seat(one, p_row.id, 1 + round(extract(epoch from p_row.starts_at - one.starts_at)
      / extract(epoch from (one.ends_at - one.starts_at) / one.capacity))::int, null)).number is not null then
    return true;
  end if;
  if kept.number is not null then
    insert into seats select kept.*;
  end if;
  return false;
end $$;

-- A group that nobody is left in gives its time back.
create or replace function leave_session(p_tenant uuid, p_session uuid) returns void language plpgsql as $$
begin
  update sessions s set state = 'Cancelled' where s.tenant_id = p_tenant and s.id = p_session and s.kind = 'Group'
    and not exists (select from seats x where x.tenant_id = p_tenant and x.session_id = p_session);
  if found then
    delete from claims c where c.tenant_id = p_tenant and c.owner_id = p_session;
  end if;
end $$;

-- What becomes of a seat when its appointment changes, whoever changed it.
create or replace function seat_follows_status() returns trigger language plpgsql as $$
declare
  seat seats;
begin
  perform from sessions s where s.tenant_id = new.tenant_id and s.id = new.session_id for update;
  select s.* into seat from seats s where s.tenant_id = new.tenant_id and s.appointment_id = new.id;
  if new.status = 'Cancelled' then
    delete from seats s where s.tenant_id = new.tenant_id and s.appointment_id = new.id;
    perform leave_session(new.tenant_id, new.session_id);
  elsif new.status in ('InConsult', 'Fulfilled') then
    update seats s set called = (select coalesce(max(x.called), 0) + 1 from seats x where x.tenant_id = new.tenant_id and x.session_id = seat.session_id)
      where s.tenant_id = new.tenant_id and s.appointment_id = new.id and s.called is null;
    update sessions s set state = 'Open' where s.tenant_id = new.tenant_id and s.id = new.session_id and s.state = 'Planned';
  elsif old.status in ('InConsult', 'Fulfilled') or new.status in ('Booked', 'Confirmed') then
    update seats s set called = null where s.tenant_id = new.tenant_id and s.appointment_id = new.id;
  elsif new.status = 'Arrived' and old.status in ('Proposed', 'Booked', 'Confirmed', 'NoShow') and exists (
      select from seats s where s.tenant_id = new.tenant_id and s.session_id = seat.session_id and s.called is not null and (s.rank, s.number) > (seat.rank, seat.number)) then
    perform place_in_line(seat, behind_when_late(new.tenant_id)); -- the number has passed
  end if;
  return null;
end $$;

create or replace function behind_when_late(p_tenant uuid) returns int language plpgsql stable as $$
begin
  return coalesce((select q.behind_when_late from queue_settings q where q.tenant_id = p_tenant), 2);
end $$;

-- An appointment that is moved to a time of its own leaves its seat; one whose move is undone is back on the one that sit_again found.
create or replace function seat_follows_time() returns trigger language plpgsql as $$
begin
  if exists (select from claims c where c.tenant_id = new.tenant_id and c.owner_id = new.id) then
    delete from seats s where s.tenant_id = new.tenant_id and s.appointment_id = new.id;
  end if;
  select s.session_id into new.session_id from seats s where s.tenant_id = new.tenant_id and s.appointment_id = new.id;
  if old.session_id is not null and new.session_id is distinct from old.session_id then
    perform leave_session(new.tenant_id, old.session_id);
  end if;
  return new;
end $$;

create or replace trigger seat_follows_status after update of status on appointments for each row
  when (new.session_id is not null and new.status is distinct from old.status) execute function seat_follows_status();
create or replace trigger seat_follows_time before update of occupied on appointments for each row
  when (new.occupied is distinct from old.occupied) execute function seat_follows_time();
