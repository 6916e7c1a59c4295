-- For several bookings that stand or fall together: each is a statement of one batch, which is one transaction, and the first that is not
-- booked ends it. PT410: the message is the outcome, and the statement's place in the batch says which it was.
create or replace function or_none(p_answer appointment_answer) returns appointment_answer language plpgsql as $$
begin
  if p_answer.outcome not in ('booked', 'replayed') then
    raise exception using message = p_answer.outcome, errcode = 'PT410';
  end if;
  return p_answer;
end $$;
