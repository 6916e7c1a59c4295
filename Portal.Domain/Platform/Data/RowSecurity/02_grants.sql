-- What each role may do. `app` serves the web and the jobs and owns nothing; `relay` drains the outbox of every tenant and sees no
-- other table; `backup` reads everything. What is history is insert-only, also for the application.
grant usage on schema portal to portal_app, portal_relay, portal_backup;
grant select, insert, update, delete on all tables in schema portal to portal_app;
grant usage on all sequences in schema portal to portal_app;
grant execute on all functions in schema portal to portal_app;
revoke update, delete, truncate on appointment_events, audit_entries, audit_seals, receipts, consent_texts from portal_app;
revoke delete, truncate on shifts, receipt_counters from portal_app;
revoke insert, update, delete on migrations from portal_app;
grant select on all tables in schema portal to portal_backup;

grant select, update (processed_at, attempts, next_attempt_at, last_error), delete on outbox to portal_relay;
do $$ begin
  if not exists (select 1 from pg_policies where schemaname = 'portal' and tablename = 'outbox' and policyname = 'relay_drains') then
    create policy relay_drains on portal.outbox to portal_relay using (true) with check (true);
  end if;
end $$;
