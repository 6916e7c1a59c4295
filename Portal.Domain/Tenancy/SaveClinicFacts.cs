using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Tenancy;

public enum ClinicFactsError
{
    Forbidden,
    NameMissing,
    PhoneInvalid,

    /// <summary>Not <c>#rrggbb</c>.</summary>
    ColourInvalid,
    LanguageUnknown,

    /// <summary>Not a latitude and a longitude in degrees, such as 30.05, 31.34.</summary>
    PlaceInvalid,
}

/// <summary>Changes what the clinic says of itself: names, address, place, phone, colour, language, digits.</summary>
public sealed class SaveClinicFacts(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TenantCatalogue catalogue)
{
    /// <param name="Phone">As typed; null where patients shall not call.</param>
    /// <param name="Place">Latitude and longitude in degrees, as maps write them: <c>30.05, 31.34</c>; null where nobody told.</param>
    public sealed record Request(
        string NameAr, string NameEn, string? AboutAr, string? AboutEn, string? AddressAr, string? AddressEn, string? Phone, string BrandColour, string DefaultLanguage, bool ArabicDigits,
        string? Place = null);

    public async Task<Result<Tenant, ClinicFactsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("clinic.save", ClinicFactsError.Forbidden, "clinic", tenant.Id.Value, cancellation);
        if (string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn))
            return ClinicFactsError.NameMissing;
        if (request.DefaultLanguage is not ("ar" or "en"))
            return ClinicFactsError.LanguageUnknown;
        if (!Colours.IsColour(request.BrandColour))
            return ClinicFactsError.ColourInvalid;
        if (!Places.TryRead(request.Place, out var latitude, out var longitude))
            return ClinicFactsError.PlaceInvalid;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Set<Tenant>().AsTracking().SingleAsync(t => t.Id == tenant.Id, cancellation);
        var phone = string.IsNullOrWhiteSpace(request.Phone) ? null : Phones.Parse(request.Phone, row.Country);
        if (phone is null && !string.IsNullOrWhiteSpace(request.Phone))
            return ClinicFactsError.PhoneInvalid;
        (row.NameAr, row.NameEn, row.AboutAr, row.AboutEn) = (request.NameAr.Trim(), request.NameEn.Trim(), request.AboutAr, request.AboutEn);
        (row.AddressAr, row.AddressEn, row.Phone) = (request.AddressAr, request.AddressEn, phone);
        (row.Latitude, row.Longitude) = (latitude, longitude);
        (row.BrandColour, row.DefaultLanguage, row.ArabicDigits) = (request.BrandColour, request.DefaultLanguage, request.ArabicDigits);
        audit.Add(db, "clinic.save", "clinic", tenant.Id.Value);
        await db.SaveChangesAsync(cancellation);
        await catalogue.ForgetAsync(row, cancellation);
        return row;
    }
}
