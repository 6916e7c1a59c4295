-- Which days of which resources a transaction claimed or gave back, for who keeps calendars in memory: 'resource/day' words in app.touched, where a
-- day is one of UTC, counted from 1970, in which the claim begins. A trigger, so that no way of writing can forget it. Local to the transaction,
-- and taken back with what is rolled back.
create or replace function note_touched_day() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform set_config('app.touched', concat(current_setting('app.touched', true), old.resource_id, '/', extract(epoch from old.starts_at)::bigint / 86400, ' '), true);
  else
    perform set_config('app.touched', concat(current_setting('app.touched', true), new.resource_id, '/', extract(epoch from new.starts_at)::bigint / 86400, ' '), true);
  end if;
  return null;
end $$;

create or replace trigger touched_day after insert or delete on claims for each row execute function note_touched_day();
