-- Tickets of the rush: accepted at once, worked off in the order of their numbers.

do $$ begin
  if not exists (select 1 from pg_type where typname = 'ticket_answer' and typnamespace = 'portal'::regnamespace) then
    create type ticket_answer as (outcome text, id uuid);
  end if;
end $$;

-- Who takes a ticket passes this gate together with others, from before the number is given until after the commit; who works them off shuts it for a
-- moment. So there is no number that is given and not yet seen, and no ticket can come to stand before one that is worked already.
create or replace function ticket_gate(p_tenant uuid) returns bigint language plpgsql immutable as $$
begin
  return hashtextextended('rush-gate:' || p_tenant::text, 0);
end $$;

-- Outcomes: taken · replayed · key_reused. A hold of the very time is kept for as long as the ticket may wait: it was there before the rush.
create or replace function take_ticket(
  p_ticket uuid, p_key uuid, p_hash bytea, p_service uuid, p_practitioner uuid, p_line uuid[], p_starts timestamptz, p_turn boolean, p_source text,
  p_details jsonb, p_visitor uuid, p_now timestamptz, p_keep_until timestamptz, p_actor_kind text, p_audit uuid)
returns ticket_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  hold uuid;
  before booking_tickets;
begin
  perform pg_advisory_xact_lock_shared(ticket_gate(tenant));
  insert into booking_tickets (tenant_id, id, command_key, request_hash, service_id, practitioner_id, line, starts_at, is_turn, source, details, state, accepted_at)
    values (tenant, p_ticket, p_key, p_hash, p_service, p_practitioner, p_line, p_starts, p_turn, p_source, p_details, 'Waiting', p_now)
    on conflict (tenant_id, command_key) do nothing;
  if not found then
    select t.* into before from booking_tickets t where t.tenant_id = tenant and t.command_key = p_key;
    return row(case when before.request_hash = p_hash then 'replayed' else 'key_reused' end, before.id)::ticket_answer;
  end if;
  if p_visitor is not null then
    update holds h set expires_at = greatest(h.expires_at, p_keep_until)
      where h.tenant_id = tenant and h.visitor_key = p_visitor and h.service_id = p_service and h.starts_at = p_starts and h.expires_at > p_now
      returning h.id into hold;
    update claims c set expires_at = greatest(c.expires_at, p_keep_until) where c.tenant_id = tenant and c.owner_id = hold;
  end if;
  insert into audit_entries (tenant_id, id, at, actor_kind, action, outcome, subject_kind, subject_id)
    values (tenant, p_audit, p_now, p_actor_kind, 'ticket.take', 'done', 'ticket', p_ticket);
  return row('taken', p_ticket)::ticket_answer;
end $$;

-- The first of those who wait. The gate is shut while they are read: the lock is taken by a statement of its own, so that the next one sees all that was
-- committed before it.
create or replace function tickets_in_order(p_most int) returns table (id uuid, number bigint, line uuid[]) language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
begin
  perform pg_advisory_xact_lock(ticket_gate(tenant));
  return query select t.id, t.number, t.line from booking_tickets t where t.tenant_id = tenant and t.state = 'Waiting' order by t.number limit p_most;
end $$;

-- Whether this transaction works off the lines of these practitioners now: nobody else does until it ends. False where somebody does; nothing is waited for.
create or replace function stand_at_lines(p_tenant uuid, p_line uuid[]) returns boolean language plpgsql as $$
declare
  practitioner uuid;
begin
  foreach practitioner in array p_line loop
    if not pg_try_advisory_xact_lock(hashtextextended('rush:' || p_tenant::text || practitioner::text, 0)) then
      return false;
    end if;
  end loop;
  return true;
end $$;

-- Who drains has to find the tenants that anybody waits at, and sees nothing else of a ticket.
grant select (tenant_id, state) on booking_tickets to portal_relay;
do $$ begin
  if not exists (select 1 from pg_policies where schemaname = 'portal' and tablename = 'booking_tickets' and policyname = 'relay_finds') then
    create policy relay_finds on booking_tickets for select to portal_relay using (state = 'Waiting');
  end if;
end $$;
