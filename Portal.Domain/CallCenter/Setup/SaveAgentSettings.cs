using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>
/// Sets how the clinic's front desk is: on the site or not, its name and welcome, whom to call in an emergency, how long words are kept, and the
/// clinic's own red flags, which stand beside the base set and take nothing from it.
/// </summary>
public sealed class SaveAgentSettings(AgentSetupWriter writer, TenantCatalogue catalogue)
{
    public const string Action = "agent.save";
    public const int LongestName = 40, LongestWelcome = 300, LongestRetention = 3650, MostRedFlags = 100;

    /// <param name="Version">As it was read; null where none were saved yet.</param>
    /// <param name="EmergencyNumber">As typed; empty for the country's own.</param>
    /// <param name="RedFlags">The clinic's own, one a line.</param>
    public sealed record Request(
        uint? Version, bool Enabled, string AgentNameAr, string AgentNameEn, string? WelcomeAr, string? WelcomeEn, string? EmergencyNumber, int RetentionDays, string RedFlags);

    public async Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var country = (await catalogue.FindAsync(writer.Tenant.Id, cancellation))?.Country ?? "EG";
        return await writer.SaveAsync(Action, "agent", writer.Tenant.Id.Value, async db =>
        {
            var number = NumberOf(request.EmergencyNumber, country);
            if (Check(request, number) is { } wrong)
                return wrong;
            var settings = await db.Set<FrontDeskSettings>().SingleOrDefaultAsync(cancellation);
            if (settings is null != request.Version is null)
                return AgentSetupError.ChangedMeanwhile;
            if (settings is null)
            {
                settings = new(writer.Tenant.Id);
                db.Add(settings);
            }
            else
            {
                db.Entry(settings).Property(s => s.Version).OriginalValue = request.Version!.Value;
                db.Entry(settings).Property(s => s.Enabled).IsModified = true; // a save that changes nothing asks for the version too
            }

            (settings.Enabled, settings.AgentNameAr, settings.AgentNameEn) = (request.Enabled, request.AgentNameAr.Trim(), request.AgentNameEn.Trim());
            (settings.WelcomeAr, settings.WelcomeEn) = (OrNull(request.WelcomeAr), OrNull(request.WelcomeEn));
            (settings.EmergencyNumber, settings.RetentionDays) = (number, request.RetentionDays);
            settings.RedFlags = request.RedFlags.Replace("\r", "", StringComparison.Ordinal).TrimEnd();
            return null;
        }, cancellation);
    }

    /// <summary>The lines of a clinic's own red flags that cannot be read, each with its reason. Read by the parser that reads them in a conversation.</summary>
    public static IReadOnlyList<RefusedLine> CheckRedFlags(string lines) =>
        [.. lines.Replace("\r", "", StringComparison.Ordinal).Split('\n').Select((line, i) => (Number: i + 1, Error: RedFlags.Check(line)))
            .Where(checkedLine => checkedLine.Error is not null).Select(checkedLine => new RefusedLine(checkedLine.Number, checkedLine.Error!.Value))];

    static AgentSetupError? Check(Request request, string? number) =>
        IsNoName(request.AgentNameAr) || IsNoName(request.AgentNameEn) ? AgentSetupError.NameWrong
        : request.WelcomeAr?.Trim().Length > LongestWelcome || request.WelcomeEn?.Trim().Length > LongestWelcome ? AgentSetupError.WelcomeTooLong
        : number is null && !string.IsNullOrWhiteSpace(request.EmergencyNumber) ? AgentSetupError.EmergencyNumberWrong
        : request.RetentionDays is < 1 or > LongestRetention ? AgentSetupError.RetentionOutOfRange
        : request.RedFlags.Split('\n').Length > MostRedFlags || CheckRedFlags(request.RedFlags).Count > 0 ? AgentSetupError.RedFlagsWrong
        : null;

    static bool IsNoName(string name) => string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName;

    static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A short number, such as an ambulance has, or one that can be called in the clinic's country.</summary>
    static string? NumberOf(string? typed, string country)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var digits = Digits.Only(typed);
        var bare = Digits.Fold(typed).Replace(" ", "", StringComparison.Ordinal).Trim();
        return digits.Length is >= 2 and <= 6 && digits == bare ? digits : Phones.Parse(typed, country) is { } phone ? Digits.Only(Phones.National(phone)) : null;
    }
}
