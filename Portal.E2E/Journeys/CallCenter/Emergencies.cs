using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>Journeys with an emergency, which puts a strip on every page of the clinic's desk: alone, so that it moves nothing under another journey's mouse.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Emergencies
{
    public const string Name = "emergencies";
}

static class EmergencyScenes
{
    /// <summary>A conversation with a red flag, as the front desk leaves it: written past the rules, the oldest of those that wait.</summary>
    public static async Task<Guid> EmergencyAsync(this RunningPortal portal, string slug, string language, string name, string words, string reply)
    {
        var id = Guid.CreateVersion7();
        await portal.ScalarAsync(
            """
            with clinic as (select id from portal.tenants where slug = $1),
            made as (
              insert into portal.conversations (tenant_id, id, channel, key_hash, language, level, phone, patient_name, state, urgency, handover_reason, wanted, outcome,
                started_at, last_at, waiting_since, turns, frame)
              select id, $2, 'Site', '\x00', $3, 'Claimed', '+201006669001', $4, 'Waiting', 'Emergency', 'Emergency', 'TalkToPerson', 'HandedOver',
                now() - interval '3 hours', now(), now() - interval '3 hours', 2, '{"Emergency": true}' from clinic returning tenant_id, id),
            said as (
              insert into portal.turns (tenant_id, conversation_id, number, speaker, text, at, language, intent, flag)
              select tenant_id, id, 1, 'Patient', $5, now(), $3, 'TalkToPerson', 'chest_pain' from made
              union all select tenant_id, id, 2, 'Agent', $6, now(), $3, null, null from made),
            done as (
              insert into portal.tool_calls (tenant_id, id, conversation_id, turn, tool, level, outcome, at, took_ms)
              select tenant_id, gen_random_uuid(), id, 1, 'hand_over', 'Claimed', 'done', now(), 3 from made)
            select 1
            """, slug, id, language, name, words, reply);
        await portal.AnnounceAsync(slug, id);
        return id;
    }

    /// <summary>What the writer of a row says to every page that shows it.</summary>
    public static Task AnnounceAsync(this RunningPortal portal, string slug, Guid conversation) => portal.ScalarAsync(
        "select pg_notify('portal_changes', json_build_object('Tenant', id, 'Topic', 'conversations', 'Ids', json_build_array($2::uuid))::text) from portal.tenants where slug = $1", slug, conversation);

    public static async Task<string?> StateAsync(this RunningPortal portal, Guid conversation) =>
        (string?)await portal.ScalarAsync("select state from portal.conversations where id = $1", conversation);
}
