namespace Portal.E2E.Support;

static class Colleagues
{
    /// <summary>Somebody new at the clinic with the roles and the password of a demonstration account, for a journey that changes how an account signs in.</summary>
    /// <returns>The newcomer's e-mail address.</returns>
    public static async Task<string> ColleagueAsync(this RunningPortal portal, string like)
    {
        var email = $"colleague-{Guid.NewGuid():N}@clinic.example";
        await portal.ScalarAsync(
            """
            with newcomer as (
              insert into portal.staff_users
              select (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid(), 'email', $2, 'normalized_email', upper($2), 'user_name', $2, 'normalized_user_name', upper($2)))).*
              from portal.staff_users u where u.email = $1 returning id),
            member as (
              insert into portal.memberships
              select (jsonb_populate_record(m, jsonb_build_object('user_id', newcomer.id))).*
              from portal.memberships m join portal.staff_users u on u.id = m.user_id, newcomer where u.email = $1)
            select 1
            """, like, email);
        return email;
    }
}
