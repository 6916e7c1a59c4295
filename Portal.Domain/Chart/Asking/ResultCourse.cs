using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Texts;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Asking;

/// <summary>The values of one kind of result over time, and the sentences that say the newest and how it went.</summary>
public sealed class ResultCourse(IDbContextFactory<PortalDbContext> contexts)
{
    const int Most = 8;

    // less than this part of the first value is no change that a doctor would speak of
    const decimal Steady = 0.05m;

    internal sealed record Point(Guid Source, LocalDate Date, decimal Value, string? Unit, decimal? Low, decimal? High);

    /// <param name="Name">As the record calls it.</param>
    /// <param name="Points">The oldest first.</param>
    internal sealed record Course(string Name, IReadOnlyList<Point> Points);

    /// <summary>All results of the same kind as one: by its code, or where it has none by its name.</summary>
    /// <returns>Null where the result is no number.</returns>
    internal async Task<Course?> OfAsync(IReadOnlyCollection<PatientId> patients, EntryId one, DateTimeZone zone, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Set<Observation>().Where(o => patients.Contains(o.PatientId) && !o.EnteredInError);
        var asked = await all.SingleOrDefaultAsync(o => o.Id == one && o.Value != null, cancellation);
        if (asked is null)
            return null;
        var same = asked.Code is { } code ? all.Where(o => o.Code == code) : all.Where(o => o.Code == null && o.Text == asked.Text);
        var newest = await same.Where(o => o.Value != null && o.Unit == asked.Unit).OrderByDescending(o => o.EffectiveAt).Take(Most).ToListAsync(cancellation);
        newest.Reverse();
        return new(asked.Text, newest.ConvertAll(o => new Point(o.Id.Value, o.EffectiveAt.InZone(zone).Date, o.Value!.Value, o.Unit, o.Low, o.High)));
    }

    /// <summary>What is said of it: the newest value; where there are two or more and its course is asked for, that too.</summary>
    internal static IEnumerable<(string Text, IReadOnlyList<Guid> Sources)> Say(Course course, bool withCourse, string language)
    {
        var newest = course.Points[^1];
        var key = newest.High is { } high && newest.Value > high ? "Result.LatestHigh" : newest.Low is { } low && newest.Value < low ? "Result.LatestLow" : "Result.Latest";
        yield return (ChartSentences.Get(key, language, course.Name, Number(newest), TimeWords.Day(newest.Date, language, false)), [newest.Source]);
        if (!withCourse || course.Points.Count < 2)
            yield break;
        var first = course.Points[0];
        var change = newest.Value - first.Value;
        var direction = Math.Abs(change) <= Math.Abs(first.Value) * Steady ? "Trend.Steady" : change > 0 ? "Trend.Rising" : "Trend.Falling";
        yield return (ChartSentences.Get(direction, language, course.Name, Number(first), TimeWords.Day(first.Date, language, false), Number(newest), TimeWords.Day(newest.Date, language, false),
            string.Join(" \u2192 ", course.Points.Select(point => Text(point.Value)))), [.. course.Points.Select(point => point.Source)]);
    }

    static string Number(Point point) => point.Unit is null ? Text(point.Value) : $"{Text(point.Value)} {point.Unit}";

    static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
