using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Identity;

/// <summary>Section <c>StaffSession</c>.</summary>
public sealed class StaffSessionOptions
{
    public const string Section = "StaffSession";

    /// <summary>How long nobody touches a screen before it locks.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "08:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan LockAfter { get; set; } = TimeSpan.FromMinutes(15);
}
