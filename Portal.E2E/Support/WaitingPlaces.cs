using System.Diagnostics;

namespace Portal.E2E.Support;

/// <summary>What the journeys about the waiting list need of the database: hours that do not depend on when they run, links out of messages, an offer to look at.</summary>
static class WaitingPlaces
{
    public static Task OfferAtAnyHourAsync(this RunningPortal portal, string clinic) => portal.ScalarAsync(
        """
        insert into portal.waitlist_settings (tenant_id, offer_minutes, offers_from, offers_to)
        select id, 30, '00:00', '23:59:59.999' from portal.tenants where slug = $1
        on conflict (tenant_id) do update set offers_from = excluded.offers_from, offers_to = excluded.offers_to
        returning 1
        """, clinic);

    /// <summary>The link in the newest message of that kind to somebody.</summary>
    public static async Task<string> LinkSentToAsync(this RunningPortal portal, string recipient, string template)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            if (await portal.ScalarAsync("select body from portal.messages where recipient = $1 and template = $2 order by id desc limit 1", recipient, template) is string body)
                return body[body.IndexOf("http", StringComparison.Ordinal)..].Trim();
            if (patience.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"No {template} came.");
            await Task.Delay(100);
        }
    }

    /// <summary>Something is kept for a phone that waits, so that it can be looked at whatever is free.</summary>
    public static Task OfferToAsync(this RunningPortal portal, string phone) => portal.ScalarAsync(
        """
        with place as (
          update portal.waitlist_entries e set state = 'Offered' from portal.patients p
          where p.tenant_id = e.tenant_id and p.id = e.patient_id and p.phone = $1 and e.state in ('Waiting', 'Offered') returning e.tenant_id, e.id, e.service_id)
        insert into portal.waitlist_offers (tenant_id, id, entry_id, practitioner_id, starts_at, created_at, expires_at, state, command_key, keep_later)
          select place.tenant_id, gen_random_uuid(), place.id, o.practitioner_id, date_trunc('hour', now()) + interval '50 hours' + random() * interval '1 hour', now(), now() + interval '25 minutes', 'Open', gen_random_uuid(), true
          from place join portal.practitioner_services o on o.tenant_id = place.tenant_id and o.service_id = place.service_id limit 1
          returning 1
        """, phone);
}
