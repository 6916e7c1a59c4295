-- Which days of which resources a transaction claimed or gave back, for who keeps calendars in memory: 'resource/day' words in app.touched, where a
-- day is one of UTC, counted from 1970, in which the claim begins. By triggers, so that no way of writing can forget it; for each row, because most
-- commands write one, for which no rows of a statement need be put aside and counted up. Local to the transaction, and taken back with what is rolled
-- back.
create or replace function note_touched_day() returns trigger language plpgsql as $$
declare
  words constant text := coalesce(current_setting('app.touched', true), '');
  word text;
begin
  if tg_op = 'DELETE' then
    word := old.resource_id || '/' || extract(epoch from old.starts_at)::bigint / 86400 || ' ';
  else
    word := new.resource_id || '/' || extract(epoch from new.starts_at)::bigint / 86400 || ' ';
  end if;
  if strpos(words, word) = 0 then
    perform set_config('app.touched', words || word, true);
  end if;
  return null;
end $$;

create or replace trigger claims_made after insert on claims for each row execute function note_touched_day();
create or replace trigger claims_kept after update on claims for each row execute function note_touched_day();
create or replace trigger claims_gone after delete on claims for each row execute function note_touched_day();
drop function if exists note_touched_days();
