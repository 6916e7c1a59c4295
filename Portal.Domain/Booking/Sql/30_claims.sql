-- Sweeps away what expired holds still block; answers whether there was any. A statement of its own before the claim is tried again, never
-- beside it: a sibling in the same statement would not see the row gone. Rows that another booking is sweeping are left to it. In plpgsql,
-- like all that is on the hot path: a function in plain SQL is planned anew at each call (1.2 ms for this one, measured; 0.02 ms so).
create or replace function free_expired_holds(p_tenant uuid, p_now timestamptz) returns boolean language plpgsql as $$
begin
  delete from claims c using (
    select x.owner_id, x.resource_id from claims x where x.tenant_id = p_tenant and x.expires_at <= p_now for update skip locked) gone
  where c.tenant_id = p_tenant and c.owner_id = gone.owner_id and c.resource_id = gone.resource_id;
  return found;
end $$;

-- What a candidate was given: its number, 0 for none, and the room and the device that it took of those it may use.
do $$ begin
  if not exists (select 1 from pg_type where typname = 'claimed' and typnamespace = 'portal'::regnamespace) then
    create type claimed as (candidate int, room uuid, device uuid);
  end if;
end $$;

-- Tries the candidates in order and claims for the first whose every resource is free: all or none.
-- Candidate i is practitioner p_practitioners[i] for p_from[i] .. p_to[i] (buffers included), with any one of the rooms p_rooms[k] where
-- p_room_of[k] = i, and any one of the devices likewise; a candidate without rooms or devices needs none.
-- Expired holds are swept only where something stands in the way: most bookings meet none, and are spared the question.
-- p_limits as in within_limits; null where the clinic set none.
create or replace function claim_first(
  p_tenant uuid, p_owner uuid, p_now timestamptz, p_expires timestamptz, p_service uuid, p_limits jsonb,
  p_practitioners uuid[], p_from timestamptz[], p_to timestamptz[], p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[])
returns claimed language plpgsql as $$
declare
  got claimed;
begin
  for i in 1 .. cardinality(p_practitioners) loop
    if p_limits is not null and not within_limits(p_tenant, p_practitioners[i], p_service, p_owner, p_limits) then
      continue;
    end if;
    got := claim_all(p_tenant, p_owner, p_expires, i, p_practitioners[i], p_from[i], p_to[i], p_room_of, p_rooms, p_device_of, p_devices);
    if got.candidate > 0 then
      return got;
    end if;
    if free_expired_holds(p_tenant, p_now) then
      got := claim_all(p_tenant, p_owner, p_expires, i, p_practitioners[i], p_from[i], p_to[i], p_room_of, p_rooms, p_device_of, p_devices);
      if got.candidate > 0 then
        return got;
      end if;
    end if;
  end loop;
  return row(0, null, null)::claimed;
end $$;

-- Claims everything that one candidate needs, or nothing. The practitioner first: whoever waits for a room then waits in one direction.
create or replace function claim_all(
  p_tenant uuid, p_owner uuid, p_expires timestamptz, p_candidate int, p_practitioner uuid, p_from timestamptz, p_to timestamptz,
  p_room_of int[], p_rooms uuid[], p_device_of int[], p_devices uuid[])
returns claimed language plpgsql as $$
declare
  got claimed;
begin
  insert into claims (tenant_id, owner_id, resource_id, occupied, expires_at)
    values (p_tenant, p_owner, p_practitioner, tstzrange(p_from, p_to), p_expires)
    on conflict do nothing;
  if not found then
    return row(0, null, null)::claimed;
  end if;
  got.candidate := p_candidate;
  if p_candidate = any (p_room_of) then
    got.room := claim_one_of(p_tenant, p_owner, p_expires, p_from, p_to, p_candidate, p_room_of, p_rooms);
    if got.room is null then
      got.candidate := 0;
    end if;
  end if;
  if got.candidate > 0 and p_candidate = any (p_device_of) then
    got.device := claim_one_of(p_tenant, p_owner, p_expires, p_from, p_to, p_candidate, p_device_of, p_devices);
    if got.device is null then
      got.candidate := 0;
    end if;
  end if;
  if got.candidate = 0 then
    delete from claims where tenant_id = p_tenant and owner_id = p_owner;
    return row(0, null, null)::claimed;
  end if;
  return got;
end $$;

-- The first of a candidate's rooms (or devices) that is free, claimed; null where none is.
create or replace function claim_one_of(
  p_tenant uuid, p_owner uuid, p_expires timestamptz, p_from timestamptz, p_to timestamptz, p_candidate int, p_of int[], p_choices uuid[])
returns uuid language plpgsql as $$
begin
  for k in 1 .. cardinality(p_choices) loop
    if p_of[k] = p_candidate then
      insert into claims (tenant_id, owner_id, resource_id, occupied, expires_at)
        values (p_tenant, p_owner, p_choices[k], tstzrange(p_from, p_to), p_expires)
        on conflict do nothing;
      if found then
        return p_choices[k];
      end if;
    end if;
  end loop;
  return null;
end $$;

-- Claims a stretch of a resource in the lowest lane where it is free, and answers the lane: 0 where nobody was there after all.
create or replace function claim_lane(p_tenant uuid, p_owner uuid, p_resource uuid, p_occupied tstzrange) returns smallint language plpgsql as $$
begin
  for over in 0 .. 19 loop
    insert into claims (tenant_id, owner_id, resource_id, lane, occupied) values (p_tenant, p_owner, p_resource, over, p_occupied)
      on conflict do nothing;
    if found then
      return over;
    end if;
  end loop;
  return null; -- twenty at one time are a mistake and no overbooking
end $$;

-- Claims what an appointment had, in whatever lanes there are; answers the highest one, null where there was no lane left.
create or replace function claim_again(p_row appointments) returns smallint language plpgsql as $$
declare
  highest smallint := 0;
  lane smallint;
  resource uuid;
begin
  if p_row.session_id is not null then
    return case when sit_again(p_row) then 0 end; -- a place in a session claims nothing itself
  end if;
  foreach resource in array array_remove(array[p_row.practitioner_id, p_row.room_id, p_row.device_id], null) loop
    lane := claim_lane(p_row.tenant_id, p_row.id, resource, p_row.occupied);
    if lane is null then
      return null;
    end if;
    highest := greatest(highest, lane);
  end loop;
  return highest;
end $$;

-- Whether a practitioner may have one more appointment by the limits the clinic set: each is {practitioner, from, to, own, most}, over the
-- clinic's day or week; own counts this service alone. Callers hold the practitioner's lock, so that the last place is counted by one at a time.
create or replace function within_limits(p_tenant uuid, p_practitioner uuid, p_service uuid, p_except uuid, p_limits jsonb) returns boolean language plpgsql as $$
begin
  return not exists (
    select from jsonb_to_recordset(p_limits) as l(practitioner uuid, "from" timestamptz, "to" timestamptz, own boolean, most int)
    where l.practitioner = p_practitioner and l.most <= (
      select count(*) from appointments a
      where a.tenant_id = p_tenant and a.practitioner_id = p_practitioner and a.starts_at >= l."from" and a.starts_at < l."to"
        and a.status not in ('Cancelled', 'NoShow') and a.id <> p_except and (not l.own or a.service_id = p_service)));
end $$;

-- Gives back claims that were lifted for a moment. Nobody can have taken them: others wait for this transaction to end.
create or replace function restore_claims(p_claims claims[]) returns void language plpgsql as $$
begin
  insert into claims (tenant_id, owner_id, resource_id, lane, occupied, expires_at)
    select tenant_id, owner_id, resource_id, lane, occupied, expires_at from unnest(p_claims);
end $$;

-- When a place becomes free, who was squeezed in over it gets it: their claims go down to lane 0, and who has no other lane left is not
-- overbooked any more. Answers nothing; a place that somebody else took first leaves things as they are.
create or replace function promote_overbooked(p_tenant uuid, p_freed claims[], p_now timestamptz, p_actor_kind text, p_actor uuid) returns void language plpgsql as $$
declare
  freed claims;
  over claims;
  fitted appointments;
begin
  foreach freed in array coalesce(p_freed, '{}') loop
    for over in
      select c.* from claims c
      where c.tenant_id = p_tenant and c.resource_id = freed.resource_id and c.lane > freed.lane
        and c.starts_at > lower(freed.occupied) - interval '2 days' and c.starts_at < upper(freed.occupied) and c.ends_at > lower(freed.occupied)
      order by c.lane, c.owner_id for update skip locked
    loop
      begin
        update claims c set lane = freed.lane where c.tenant_id = p_tenant and c.owner_id = over.owner_id and c.resource_id = over.resource_id;
      exception when exclusion_violation then
        continue;
      end;
      continue when exists (select from claims c where c.tenant_id = p_tenant and c.owner_id = over.owner_id and c.lane > 0);
      update appointments a set overbook_reason = null, version = a.version + 1
        where a.tenant_id = p_tenant and a.id = over.owner_id and a.overbook_reason is not null returning a.* into fitted;
      if found then
        perform record_change(fitted, 'fitted', gen_random_uuid(), ''::bytea, p_now, p_actor_kind, p_actor, gen_random_uuid());
      end if;
    end loop;
  end loop;
end $$;

-- The locks under which moves of these practitioners' appointments, and counts of them, queue. A move lifts one claim and lays another; two
-- of them crossing (A to B's place, B to A's) would deadlock without. Always in the same order.
create or replace function lock_all(p_tenant uuid, p_practitioners uuid[]) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_tenant::text || who::text, 0)) from (select distinct who from unnest(p_practitioners) who order by who) ordered;
end $$;
