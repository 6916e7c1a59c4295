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

    /// <summary>Latitude and longitude of the capital: where a clinic is taken to be that has not told its place.</summary>
    public static (double Latitude, double Longitude) Capital(string country) => country switch
    {
        "SA" => (24.71, 46.68),
        "AE" => (24.45, 54.38),
        "KW" => (29.38, 47.98),
        "QA" => (25.29, 51.53),
        "BH" => (26.23, 50.58),
        "OM" => (23.59, 58.41),
        "YE" => (15.37, 44.19),
        "JO" => (31.95, 35.93),
        "LB" => (33.89, 35.50),
        "SY" => (33.51, 36.29),
        "PS" => (31.78, 35.23),
        "IQ" => (33.31, 44.37),
        "SD" => (15.50, 32.56),
        "LY" => (32.89, 13.19),
        "TN" => (36.81, 10.18),
        "DZ" => (36.75, 3.06),
        "MA" => (34.02, -6.83),
        "GB" => (51.51, -0.13),
        "US" => (38.91, -77.04),
        "CA" => (45.42, -75.70),
        _ => (30.04, 31.24), // Cairo
    };
}
