using System.Net;
using System.Net.Http.Headers;
using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Booking;
using Portal.Tests.Support;

namespace Portal.Tests.Calendars;

/// <summary>A feed as a calendar program reads it.</summary>
public sealed class FeedFileTests(TestWeb web) : IClassFixture<TestWeb>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_reads_appointments_with_their_versions()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var kept = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        var gone = (await clinic.BookAsync(BookingScenes.Monday(11))).Value;
        await clinic.SetAsync(gone, AppointmentStatus.Cancelled);
        var secret = await MakeAsync(clinic, FeedDetail.FullName);

        using var answer = await GetAsync(clinic, secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Ics.LongestLine(text).ShouldBeLessThanOrEqualTo(75);
        var head = Ics.Lines(text);
        head.Has("METHOD").ShouldBeFalse("a calendar that is subscribed to is no message");
        head.Of("X-WR-CALNAME").ShouldBe("طبيب 0 · عيادة");
        head.Of("X-PUBLISHED-TTL").ShouldBe("PT15M");
        Ics.All(text, "VTIMEZONE").ShouldHaveSingleItem().First(line => line.Name == "TZID").Value.ShouldBe("Africa/Cairo");
        var events = Ics.Events(text);
        events.Select(e => (e.Of("UID"), e.Of("SEQUENCE"), e.Of("STATUS"), e.Of("SUMMARY"))).ShouldBe(
        [
            ($"{kept.Id}@{clinic.Slug}.localhost", "1", "CONFIRMED", "منى السيد · كشف"),
            ($"{gone.Id}@{clinic.Slug}.localhost", "2", "CANCELLED", "منى السيد · كشف"),
        ]);
        events[0].Single(line => line.Name == "DTSTART").ShouldBe(new("DTSTART", ";TZID=Africa/Cairo", "20261123T100000"));
        events[0].Of("LAST-MODIFIED").ShouldBe(web.Portal.Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        events[0].Of("CLASS").ShouldBe("PRIVATE");
    }

    [Fact]
    public async Task The_least_tells_nothing_of_whom_or_for_what()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await clinic.BookAsync(BookingScenes.Monday(10));
        using var answer = await GetAsync(clinic, await MakeAsync(clinic, FeedDetail.BusyOnly));
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Ics.Events(text).ShouldHaveSingleItem().Of("SUMMARY").ShouldBe("مشغول");
        foreach (var told in (string[])["منى", "السيد", "كشف", TestClinic.PatientPhone, clinic.Patient.ToString()])
            text.ShouldNotContain(told);
    }

    [Fact]
    public async Task Nothing_is_sent_where_nothing_changed()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        var secret = await MakeAsync(clinic, FeedDetail.BusyOnly);
        using var first = await GetAsync(clinic, secret);
        var tag = first.Headers.ETag.ShouldNotBeNull();
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(20));

        using var again = await GetAsync(clinic, secret, tag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();

        await clinic.MoveAsync(booked, BookingScenes.Monday(12));
        using var changed = await GetAsync(clinic, secret, tag);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        Ics.Events(await changed.Content.ReadAsStringAsync(Cancellation)).ShouldHaveSingleItem().Of("SEQUENCE").ShouldBe("2");

        using var asked = await GetAsync(clinic, secret, method: HttpMethod.Head);
        (asked.StatusCode, asked.Headers.ETag).ShouldBe((HttpStatusCode.OK, changed.Headers.ETag));
    }

    [Fact]
    public async Task A_revoked_one_is_gone_and_one_of_another_clinic_was_never_there()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var secret = await MakeAsync(clinic, FeedDetail.BusyOnly);
        using (var elsewhere = await GetAsync(other, secret))
            elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var guessed = await GetAsync(clinic, new string('a', 43)))
            guessed.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using (var scope = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            await scope.Get<RevokeFeed>().ExecuteAsync((await scope.Get<ListFeeds>().ExecuteAsync(false, Cancellation)).Value.Rows.Single().Id, Cancellation);
        using var gone = await GetAsync(clinic, secret);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await gone.Content.ReadAsStringAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_tries_secrets_is_asked_to_wait()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 125; n++)
        {
            using var answer = await GetAsync(clinic, $"{n:D43}");
            answers.Add(answer.StatusCode);
        }

        answers[0].ShouldBe(HttpStatusCode.NotFound);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        var other = await TestClinic.CreateAsync(web.Portal);
        using var elsewhere = await GetAsync(other, await MakeAsync(other, FeedDetail.BusyOnly));
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_feed_speaks_the_language_that_it_was_made_in_whatever_the_clinic_s()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await clinic.BookAsync(BookingScenes.Monday(10));
        using var answer = await GetAsync(clinic, await MakeAsync(clinic, FeedDetail.Initials, "en"));
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Ics.Events(text).ShouldHaveSingleItem().Of("SUMMARY").ShouldBe("م. س. · Consultation");
        Ics.Lines(text).Of("X-WR-CALNAME").ShouldBe("Doctor 0 · Clinic");
    }

    async Task<string> MakeAsync(TestClinic clinic, FeedDetail detail, string language = "ar")
    {
        await using var scope = web.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<MakeFeed>().ExecuteAsync(new(clinic.Practitioners[0].Value, detail, language, null), Cancellation)).Value.Secret;
    }

    async Task<HttpResponseMessage> GetAsync(TestClinic clinic, string secret, EntityTagHeaderValue? known = null, HttpMethod? method = null)
    {
        using var http = new HttpClient(web.Handler());
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"http://{clinic.Slug}.localhost/feeds/{secret}.ics"));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await http.SendAsync(request, Cancellation);
    }
}
