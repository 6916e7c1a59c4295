using NodaTime;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>What differs from country to country and every caller there knows.</summary>
static class Countries
{
    /// <summary>The number of the ambulance. Sources: the countries' own health ministries and civil defence; 112 where none is known, which mobile networks route everywhere.</summary>
    public static string EmergencyNumber(string country) => country switch
    {
        "EG" => "123",
        "SA" => "997",
        "AE" => "998",
        "KW" or "QA" or "BH" or "OM" => country switch { "KW" => "112", "QA" or "BH" => "999", _ => "9999" },
        "JO" => "911",
        "LB" => "140",
        "IQ" => "122",
        "MA" => "15",
        "DZ" => "14",
        "TN" => "190",
        "GB" => "999",
        "US" or "CA" => "911",
        _ => "112",
    };

    /// <summary>The day that "next week" begins on.</summary>
    public static IsoDayOfWeek WeekStart(string country) => country switch
    {
        "EG" or "KW" or "QA" or "BH" or "OM" or "JO" or "IQ" or "DZ" or "LY" or "SD" or "SY" or "YE" => IsoDayOfWeek.Saturday,
        "SA" or "US" or "CA" => IsoDayOfWeek.Sunday,
        _ => IsoDayOfWeek.Monday,
    };
}
