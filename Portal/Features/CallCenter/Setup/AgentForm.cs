using System.Globalization;
using Portal.Domain.CallCenter.Setup;

namespace Portal.Features.CallCenter.Setup;

/// <summary>The front desk's settings as they stand on the form.</summary>
public sealed class AgentForm
{
    public uint? Version { get; set; }

    public bool Enabled { get; set; }

    public string NameAr { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string? WelcomeAr { get; set; }

    public string? WelcomeEn { get; set; }

    public string? EmergencyNumber { get; set; }

    /// <summary>As typed, in whatever digits.</summary>
    public string RetentionDays { get; set; } = "";

    public string RedFlags { get; set; } = "";

    public static AgentForm Of(ReadAgentSettings.Page page) => new()
    {
        Version = page.Version, Enabled = page.Settings.Enabled, NameAr = page.Settings.AgentNameAr, NameEn = page.Settings.AgentNameEn, WelcomeAr = page.Settings.WelcomeAr,
        WelcomeEn = page.Settings.WelcomeEn, EmergencyNumber = page.Settings.EmergencyNumber,
        RetentionDays = page.Settings.RetentionDays.ToString(CultureInfo.InvariantCulture), RedFlags = page.Settings.RedFlags,
    };

    /// <summary>What is no number becomes a number that is refused.</summary>
    public SaveAgentSettings.Request ToRequest() => new(
        Version, Enabled, NameAr, NameEn, WelcomeAr, WelcomeEn, EmergencyNumber,
        int.TryParse(Domain.Platform.Text.Digits.Fold(RetentionDays.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0, RedFlags);
}
