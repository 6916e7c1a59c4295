-- Which days of which resources a transaction claimed or gave back, for who keeps calendars in memory: 'resource/day' words in app.touched, where a
-- day is one of UTC, counted from 1970, in which the claim begins. By triggers, so that no way of writing can forget it; once a statement, so that
-- many rows are no burden. Local to the transaction, and taken back with what is rolled back.
create or replace function note_touched_days() returns trigger language plpgsql as $$
declare
  words text;
begin
  select string_agg(distinct c.resource_id || '/' || extract(epoch from c.starts_at)::bigint / 86400, ' ') into words from changed c;
  if words is not null then
    perform set_config('app.touched', concat(current_setting('app.touched', true), words, ' '), true);
  end if;
  return null;
end $$;

create or replace trigger claims_made after insert on claims referencing new table as changed for each statement execute function note_touched_days();
create or replace trigger claims_kept after update on claims referencing new table as changed for each statement execute function note_touched_days();
create or replace trigger claims_gone after delete on claims referencing old table as changed for each statement execute function note_touched_days();
