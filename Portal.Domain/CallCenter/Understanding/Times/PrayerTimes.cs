using System.Collections.Concurrent;
using NodaTime;

namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>What people tell the time of day by where the call to prayer is heard.</summary>
public enum Prayer
{
    Fajr = 1,
    Sunrise,
    Dhuhr,
    Asr,
    Maghrib,
    Isha,

    /// <summary>The long prayer of Ramadan's nights, at its end.</summary>
    Tarawih,
}

/// <summary>The prayers of one day, on the clock of the place. Isha may be past midnight in the far north.</summary>
public sealed record PrayerDay(LocalDateTime Fajr, LocalDateTime Sunrise, LocalDateTime Dhuhr, LocalDateTime Asr, LocalDateTime Maghrib, LocalDateTime Isha)
{
    const int TarawihMinutes = 90; // from the call to Isha until who prays them is home

    public LocalDateTime At(Prayer prayer) => prayer switch
    {
        Prayer.Fajr => Fajr,
        Prayer.Sunrise => Sunrise,
        Prayer.Dhuhr => Dhuhr,
        Prayer.Asr => Asr,
        Prayer.Maghrib => Maghrib,
        Prayer.Isha => Isha,
        _ => Isha.PlusMinutes(TarawihMinutes),
    };
}

/// <summary>
/// The times of prayer at a place, by the sun. Its declination and the equation of time are the U.S. Naval Observatory's low-precision solar
/// coordinates (Astronomical Almanac, section C: within a minute of arc from 1950 to 2050, so well within a minute of time); a time is when the
/// sun stands at the angle that the country's authority sets. Asr is when a shadow has grown by its thing's length (Shafi'i, Maliki, Hanbali),
/// Maghrib is sunset, seen through the air's refraction and by the sun's upper edge (50 minutes of arc).
/// </summary>
/// <param name="latitude">Degrees, north positive.</param>
/// <param name="longitude">Degrees, east positive.</param>
public sealed class PrayerTimes(double latitude, double longitude, DateTimeZone zone, PrayerMethod method)
{
    const double Horizon = 0.833;
    const int NightEnds = 5; // o'clock
    const int About = 30; // minutes: "at Maghrib" begins a little before the call
    const double LowestNoon = 2; // degrees
    const double LongestDay = 23; // hours
    const double PolarLatitude = 45; // what the Islamic Fiqh Council has the places follow where the sun does not set
    const int MostDays = 1000;
    static readonly LocalDate Epoch = new(2000, 1, 1);

    // asked for of every free time of a fortnight
    readonly ConcurrentDictionary<LocalDate, PrayerDay> known = new();

    public static PrayerTimes Of(string country, double latitude, double longitude, DateTimeZone zone) => new(latitude, longitude, zone, PrayerMethod.Of(country));

    public PrayerDay On(LocalDate date)
    {
        if (known.Count > MostDays)
            known.Clear();
        return known.GetOrAdd(date, Reckon);
    }

    PrayerDay Reckon(LocalDate date)
    {
        var north = HasDayAndNight(date) ? latitude : Math.CopySign(PolarLatitude, latitude);
        var dhuhr = Transit(date, 12);
        var sunrise = Hour(date, north, -Horizon, dhuhr, -1)!.Value;
        var maghrib = Hour(date, north, -Horizon, dhuhr, 1)!.Value;
        var asr = Hour(date, north, AsrAngle(date, north, dhuhr), dhuhr, 1)!.Value;
        // where the night is never dark enough: the share of the night that the angle is of sixty
        var night = 24 - (maghrib - sunrise);
        var fajr = Math.Max(Hour(date, north, -method.Fajr, dhuhr, -1) ?? double.MinValue, sunrise - night * method.Fajr / 60);
        var isha = method.IshaMinutes is { } minutes ? maghrib + (IsRamadan(date) ? method.IshaMinutesInRamadan : minutes) / 60.0
            : Math.Min(Hour(date, north, -method.Isha, dhuhr, 1) ?? double.MaxValue, maghrib + night * method.Isha / 60);
        var caution = method.CautionMinutes / 60.0;
        return new(Clock(date, fajr), Clock(date, sunrise - caution), Clock(date, dhuhr + caution), Clock(date, asr + caution), Clock(date, maghrib + caution), Clock(date, isha));
    }

    /// <summary>Whether a time is before or after a prayer, or about it. What is before the dawn belongs to the evening before.</summary>
    public bool Fits(LocalDateTime time, Prayer prayer, Bound bound)
    {
        var day = time.Hour < NightEnds ? time.Date.PlusDays(-1) : time.Date;
        if (prayer == Prayer.Fajr && bound == Bound.Before) // before the night's last meal: in that night
            return time >= On(day).Isha && time < On(day.PlusDays(1)).Fajr;
        var called = On(day).At(prayer);
        return bound switch
        {
            Bound.Before => time < called,
            Bound.After => time >= called,
            _ => time >= called.PlusMinutes(-About),
        };
    }

    /// <summary>By the calendar of Umm al-Qura. Where the crescent is looked for, the month may begin a day later.</summary>
    public static bool IsRamadan(LocalDate date) => date.WithCalendar(CalendarSystem.UmAlQura).Month == 9;

    // where the sun does not set, does not rise, or does so for a moment alone, no shadow and no dusk tell the prayers
    bool HasDayAndNight(LocalDate date)
    {
        var dhuhr = Transit(date, 12);
        return 90 - Math.Abs(latitude - Sun(date, dhuhr).Declination) >= LowestNoon
            && Hour(date, latitude, -Horizon, dhuhr, 1) - Hour(date, latitude, -Horizon, dhuhr, -1) <= LongestDay;
    }

    // hours of universal time from the date's midnight; one step more than the guess settles it to seconds
    double Transit(LocalDate date, double localGuess)
    {
        var at = localGuess - longitude / 15;
        return 12 - longitude / 15 - Sun(date, at).EquationOfTime;
    }

    // when the sun stands at an altitude, before (-1) or after (+1) its highest; null where it never does
    static double? Hour(LocalDate date, double latitude, double altitude, double dhuhr, int side)
    {
        var at = dhuhr + 6 * side;
        for (var i = 0; i < 3; i++)
        {
            var (declination, _) = Sun(date, at);
            var cosine = (Sin(altitude) - Sin(latitude) * Sin(declination)) / (Cos(latitude) * Cos(declination));
            if (cosine is < -1 or > 1)
                return null;
            at = dhuhr + side * Degrees(Math.Acos(cosine)) / 15;
        }

        return at;
    }

    static double AsrAngle(LocalDate date, double latitude, double dhuhr)
    {
        var noonShadow = Math.Tan(Radians(Math.Abs(latitude - Sun(date, dhuhr + 3).Declination)));
        return Degrees(Math.Atan(1 / (1 + noonShadow)));
    }

    // degrees, and hours by which the sundial is ahead of the clock
    static (double Declination, double EquationOfTime) Sun(LocalDate date, double hours)
    {
        var days = Period.DaysBetween(Epoch, date) - 0.5 + hours / 24;
        var anomaly = 357.529 + 0.98560028 * days;
        var mean = 280.459 + 0.98564736 * days;
        var ecliptic = mean + 1.915 * Sin(anomaly) + 0.020 * Sin(2 * anomaly);
        var tilt = 23.439 - 0.00000036 * days;
        var ascension = Degrees(Math.Atan2(Cos(tilt) * Sin(ecliptic), Cos(ecliptic)));
        var ahead = (mean - ascension) % 360;
        ahead = ahead > 180 ? ahead - 360 : ahead < -180 ? ahead + 360 : ahead;
        return (Degrees(Math.Asin(Sin(tilt) * Sin(ecliptic))), ahead / 15);
    }

    LocalDateTime Clock(LocalDate date, double hours)
    {
        var minutes = (long)Math.Round(hours * 60, MidpointRounding.AwayFromZero);
        return date.AtMidnight().PlusMinutes(minutes).InUtc().ToInstant().InZone(zone).LocalDateTime;
    }

    static double Sin(double degrees) => Math.Sin(Radians(degrees));

    static double Cos(double degrees) => Math.Cos(Radians(degrees));

    static double Radians(double degrees) => degrees * Math.PI / 180;

    static double Degrees(double radians) => radians * 180 / Math.PI;
}

/// <summary>How far the sun stands below the horizon at the first light and at the end of dusk, by who sets the country's timetable.</summary>
/// <param name="IshaMinutes">After Maghrib, where no angle is set.</param>
/// <param name="CautionMinutes">What the timetable keeps away from the sun's own times: sunrise earlier, noon to sunset later.</param>
public sealed record PrayerMethod(double Fajr, double Isha, int? IshaMinutes = null, int IshaMinutesInRamadan = 0, int CautionMinutes = 0)
{
    /// <summary>The Egyptian General Authority of Survey.</summary>
    public static PrayerMethod Egyptian { get; } = new(19.5, 17.5);

    /// <summary>Umm al-Qura University, Makkah: Isha half an hour later in Ramadan.</summary>
    public static PrayerMethod UmmAlQura { get; } = new(18.5, 0, 90, 120);

    /// <summary>The Emirates' authority for Islamic affairs.</summary>
    public static PrayerMethod Emirates { get; } = new(18.2, 18.2, CautionMinutes: 3);

    public static PrayerMethod MuslimWorldLeague { get; } = new(18, 17);

    public static PrayerMethod Of(string country) => country switch
    {
        "EG" => Egyptian,
        "SA" => UmmAlQura,
        "AE" => Emirates,
        _ => MuslimWorldLeague,
    };
}
