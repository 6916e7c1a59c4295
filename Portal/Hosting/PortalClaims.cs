namespace Portal.Hosting;

/// <summary>Claims of both cookies, staff's and patients'.</summary>
static class PortalClaims
{
    /// <summary>The tenant that the cookie was issued for; it counts on that tenant's host alone.</summary>
    public const string Tenant = "tenant";

    /// <summary>Id of the <c>StaffSession</c> that the cookie belongs to.</summary>
    public const string Session = "session";

    /// <summary>A patient's proved phone, E.164.</summary>
    public const string Phone = "phone";
}
