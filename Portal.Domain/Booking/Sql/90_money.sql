-- Money at the desk. A receipt's number is counted up in the transaction that writes it, so that a number is used by a committed row and by one alone.
-- Whoever writes takes the locks in one order: appointment, shift, counter.
do $$ begin
  if not exists (select 1 from pg_type where typname = 'receipt_answer' and typnamespace = 'portal'::regnamespace) then
    create type receipt_answer as (outcome text, id uuid, number bigint, appointment_id uuid, paid numeric, shift_id uuid);
  end if;
end $$;

create or replace function receipt_answer_of(p_outcome text, p_row receipts) returns receipt_answer language plpgsql immutable as $$
begin
  return row(p_outcome, p_row.id, p_row.number, p_row.appointment_id, p_row.paid, p_row.shift_id)::receipt_answer;
end $$;

-- Was this command done before? 'replayed' with its receipt, 'key_reused' where the key came with another request, null where it is new.
create or replace function receipt_before(p_tenant uuid, p_key uuid, p_hash bytea) returns receipt_answer language plpgsql stable as $$
declare
  made receipts;
begin
  select r.* into made from receipts r where r.tenant_id = p_tenant and r.command_key = p_key;
  if not found then
    return null;
  end if;
  return receipt_answer_of(case when made.request_hash = p_hash then 'replayed' else 'key_reused' end, made);
end $$;

-- The receipt of an appointment that was not taken back; null where there is none.
create or replace function standing_receipt(p_tenant uuid, p_appointment uuid, p_kind text) returns receipts language plpgsql stable as $$
declare
  standing receipts;
begin
  select r.* into standing from receipts r
    where r.tenant_id = p_tenant and r.appointment_id = p_appointment and r.kind = p_kind and r.reverses is null
      and not exists (select from receipts b where b.tenant_id = p_tenant and b.reverses = r.id);
  return standing;
end $$;

-- The open shift of a member of staff, locked so that nobody closes it meanwhile; begun where there is none.
create or replace function open_shift(p_tenant uuid, p_shift uuid, p_staff uuid, p_now timestamptz) returns uuid language plpgsql as $$
declare
  shift uuid;
begin
  loop
    select s.id into shift from shifts s where s.tenant_id = p_tenant and s.staff_id = p_staff and s.closed_at is null for no key update;
    if found then
      return shift;
    end if;
    insert into shifts (tenant_id, id, staff_id, opened_at) values (p_tenant, p_shift, p_staff, p_now) on conflict do nothing;
  end loop;
end $$;

create or replace function next_receipt_number(p_tenant uuid) returns bigint language plpgsql as $$
declare
  number bigint;
begin
  insert into receipt_counters as c (tenant_id, last_number) values (p_tenant, 1)
    on conflict (tenant_id) do update set last_number = c.last_number + 1 returning c.last_number into number;
  return number;
end $$;

-- Writes a receipt with its number, event and audit row. PT409: the same key at the same moment; the caller comes again and is told what became of it.
create or replace function write_receipt(p_receipt receipts, p_version int, p_action text, p_actor_kind text, p_audit uuid) returns receipts language plpgsql as $$
declare
  made receipts;
begin
  insert into receipts (tenant_id, id, number, appointment_id, practitioner_id, kind, fee, discount, discount_reason, deposit, method, reverses, reverse_reason,
      shift_id, taken_by, taken_at, command_key, request_hash)
    values (p_receipt.tenant_id, p_receipt.id, next_receipt_number(p_receipt.tenant_id), p_receipt.appointment_id, p_receipt.practitioner_id, p_receipt.kind, p_receipt.fee,
      p_receipt.discount, p_receipt.discount_reason, p_receipt.deposit, p_receipt.method, p_receipt.reverses, p_receipt.reverse_reason,
      p_receipt.shift_id, p_receipt.taken_by, p_receipt.taken_at, p_receipt.command_key, p_receipt.request_hash)
    on conflict (tenant_id, command_key) do nothing returning * into made;
  if not found then
    raise exception 'command key in use' using errcode = 'PT409';
  end if;
  insert into outbox (tenant_id, kind, payload, created_at)
    values (made.tenant_id, 'appointment.receipt', jsonb_build_object('appointment', made.appointment_id, 'version', p_version, 'receipt', made.id), made.taken_at);
  insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, outcome, subject_kind, subject_id, detail)
    values (made.tenant_id, p_audit, made.taken_at, p_actor_kind, made.taken_by, p_action, 'done', 'receipt', made.id,
      jsonb_build_object('number', made.number, 'paid', made.paid, 'discount', coalesce(made.discount, 0)));
  return made;
end $$;

-- Takes a fee or a deposit. Outcomes: taken · replayed · key_reused · not_found · not_now (the fee of who is not here, the deposit of who is) · paid ·
-- changed (discount and deposit leave another sum than p_paid).
create or replace function take_receipt(
  p_key uuid, p_hash bytea, p_now timestamptz, p_id uuid, p_shift uuid, p_appointment uuid, p_kind text, p_fee numeric, p_discount numeric, p_reason text,
  p_paid numeric, p_method text, p_actor_kind text, p_actor uuid, p_audit uuid)
returns receipt_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer receipt_answer;
  appt appointments;
  deposit receipts;
  taking receipts;
begin
  select a.* into appt from appointments a where a.tenant_id = tenant and a.id = p_appointment for no key update;
  answer := receipt_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return answer;
  end if;
  if appt.id is null then
    answer.outcome := 'not_found';
    return answer;
  end if;
  if not appt.status = any (case p_kind when 'Fee' then '{Arrived,Waiting,InConsult,Fulfilled}' else '{Proposed,Booked,Confirmed}' end::text[]) then
    answer.outcome := 'not_now';
    return answer;
  end if;
  taking := standing_receipt(tenant, p_appointment, p_kind);
  -- after the fee a deposit would be of nothing: who arrived by mistake is ahead again, and may have paid
  if taking.id is not null or p_kind = 'Deposit' and (standing_receipt(tenant, p_appointment, 'Fee')).id is not null then
    answer.outcome := 'paid';
    return answer;
  end if;
  if p_kind = 'Fee' then
    deposit := standing_receipt(tenant, p_appointment, 'Deposit');
    if deposit.id is not null then
      -- a deposit of which nothing was needed is not set off, and can be given back whole
      taking.deposit := nullif(least(deposit.paid, p_fee - coalesce(p_discount, 0)), 0);
    end if;
  end if;
  if p_fee - coalesce(p_discount, 0) - coalesce(taking.deposit, 0) <> p_paid then
    answer.outcome := 'changed';
    return answer;
  end if;

  taking.tenant_id := tenant;
  taking.id := p_id;
  taking.appointment_id := p_appointment;
  taking.practitioner_id := appt.practitioner_id;
  taking.kind := p_kind;
  taking.fee := p_fee;
  taking.discount := p_discount;
  taking.discount_reason := p_reason;
  taking.method := p_method;
  taking.shift_id := open_shift(tenant, p_shift, p_actor, p_now);
  taking.taken_by := p_actor;
  taking.taken_at := p_now;
  taking.command_key := p_key;
  taking.request_hash := p_hash;
  return receipt_answer_of('taken', write_receipt(taking, appt.version, 'receipt.take', p_actor_kind, p_audit));
end $$;

-- Takes a receipt back by one with its amounts below nothing. Of a deposit that the fee did not use up, what is too much is given back, by anybody at the desk: the
-- receipts say how much it is. Once that is done, the fee's receipt gives back what was set off too, for no deposit stands any more that another fee could be less by.
-- Outcomes: taken · replayed · key_reused · not_found · reversed (it was already, or is itself one) · set_off (a deposit that the fee used up) ·
-- forbidden (not of the actor's own open shift, where p_any is false).
create or replace function reverse_receipt(
  p_key uuid, p_hash bytea, p_now timestamptz, p_id uuid, p_shift uuid, p_receipt uuid, p_reason text, p_any boolean, p_actor_kind text, p_actor uuid, p_audit uuid)
returns receipt_answer language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  answer receipt_answer;
  old receipts;
  fee receipts;
  deposit receipts;
  appt appointments;
  surplus numeric;
begin
  select r.* into old from receipts r where r.tenant_id = tenant and r.id = p_receipt;
  if not found then
    answer.outcome := 'not_found';
    return answer;
  end if;
  select a.* into appt from appointments a where a.tenant_id = tenant and a.id = old.appointment_id for no key update;
  answer := receipt_before(tenant, p_key, p_hash);
  if answer.outcome is not null then
    return answer;
  end if;
  if old.reverses is not null or exists (select from receipts b where b.tenant_id = tenant and b.reverses = old.id) then
    answer.outcome := 'reversed';
    return answer;
  end if;
  fee := standing_receipt(tenant, old.appointment_id, 'Fee');
  deposit := standing_receipt(tenant, old.appointment_id, 'Deposit');
  if old.id = deposit.id and fee.id is not null then
    surplus := old.paid - coalesce(fee.deposit, 0);
  end if;
  if not p_any and coalesce(surplus, 0) = 0 then
    -- locked, or somebody closes it between this look and the money that is given back
    perform 1 from shifts s where s.tenant_id = tenant and s.id = old.shift_id and s.staff_id = p_actor and s.closed_at is null for no key update;
    if not found then
      answer.outcome := 'forbidden';
      return answer;
    end if;
  end if;
  if surplus = 0 then
    answer.outcome := 'set_off';
    return answer;
  end if;

  old.reverses := old.id;
  old.id := p_id;
  old.fee := -coalesce(surplus, old.fee);
  old.discount := -old.discount;
  old.deposit := case when deposit.id is not null then -old.deposit end;
  old.reverse_reason := p_reason;
  old.shift_id := open_shift(tenant, p_shift, p_actor, p_now);
  old.taken_by := p_actor;
  old.taken_at := p_now;
  old.command_key := p_key;
  old.request_hash := p_hash;
  return receipt_answer_of('taken', write_receipt(old, appt.version, 'receipt.reverse', p_actor_kind, p_audit));
end $$;

-- Closes a shift for good. Outcomes: done · replayed · not_found · forbidden (another's, where p_any is false) · shift_closed · changed (it has not as many
-- receipts as were shown) · note_missing (the cash is not what it should be, and nothing is said of it).
create or replace function close_shift(
  p_key uuid, p_now timestamptz, p_shift uuid, p_receipts int, p_counted numeric, p_note text, p_any boolean, p_actor_kind text, p_actor uuid, p_audit uuid)
returns text language plpgsql as $$
declare
  tenant constant uuid := current_setting('app.tenant_id')::uuid;
  shift shifts;
  receipts_now int;
  cash numeric;
begin
  select s.* into shift from shifts s where s.tenant_id = tenant and s.id = p_shift for update;
  if not found then
    return 'not_found';
  end if;
  if not p_any and shift.staff_id <> p_actor then
    return 'forbidden';
  end if;
  if shift.closed_at is not null then
    return case when shift.close_key = p_key then 'replayed' else 'shift_closed' end;
  end if;
  select count(*), coalesce(sum(r.paid) filter (where r.method = 'Cash'), 0) into receipts_now, cash
    from receipts r where r.tenant_id = tenant and r.shift_id = p_shift;
  if receipts_now <> p_receipts then
    return 'changed';
  end if;
  if cash <> p_counted and p_note is null then
    return 'note_missing';
  end if;
  update shifts s set closed_at = p_now, closed_by = p_actor, expected_cash = cash, counted_cash = p_counted, note = p_note, close_key = p_key
    where s.tenant_id = tenant and s.id = p_shift;
  insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, outcome, subject_kind, subject_id, detail)
    values (tenant, p_audit, p_now, p_actor_kind, p_actor, 'shift.close', 'done', 'shift', p_shift,
      jsonb_build_object('receipts', receipts_now, 'expected', cash, 'counted', p_counted));
  return 'done';
end $$;

-- what is closed is closed, whoever writes
create or replace function keep_closed_shift() returns trigger language plpgsql as $$
begin
  raise exception 'the shift is closed' using errcode = 'PT423';
end $$;

create or replace trigger closed_stays before update or delete on shifts for each row when (old.closed_at is not null) execute function keep_closed_shift();
