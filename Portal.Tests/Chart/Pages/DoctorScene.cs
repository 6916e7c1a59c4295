using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Features.Chart;
using Portal.Features.Chart.Record;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>A doctor's page over the real use cases, and what stands in the record before it is opened.</summary>
static class DoctorScene
{
    /// <summary>A doctor's page; the account becomes the clinic's first practitioner and has seen the patient.</summary>
    public static Task<DeskScene> TreatAsync(TestPortal portal, string language = "en")
    {
        Speak(language);
        return SeenAsync(portal, language);
    }

    // not inside an asynchronous method, which would keep the culture to itself
    static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    static async Task<DeskScene> SeenAsync(TestPortal portal, string language)
    {
        var scene = await OpenAsync(portal, language);
        await scene.BeTheDoctorAsync();
        var at = portal.Now.InUtc().Date.At(new LocalTime(7, 0)).InUtc().ToInstant();
        var booked = await scene.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), scene.Clinic.Patient, scene.Clinic.Service, scene.Clinic.Practitioners[0], at, BookingSource.Desk, null, null, null), default);
        booked.Succeeded.ShouldBeTrue(booked.ToString());
        return scene;
    }

    public static Task<DeskScene> OpenAsync(TestPortal portal, string language = "en")
    {
        Speak(language);
        return DeskScene.OpenAsync(portal, role: StaffRole.Doctor);
    }

    /// <summary>The signed-in account becomes the clinic's first practitioner.</summary>
    public static async Task BeTheDoctorAsync(this DeskScene scene)
    {
        await using var db = await scene.DbAsync();
        var practitioner = await db.Set<Practitioner>().AsTracking().SingleAsync(p => p.Id == scene.Clinic.Practitioners[0]);
        practitioner.UserId = scene.Get<Caller>().UserId;
        await db.SaveChangesAsync();
        scene.Clinic.Portal.Forget(scene.Clinic.Id);
    }

    public static Task<PortalDbContext> DbAsync(this DeskScene scene) => scene.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    public static async Task<IReadOnlyList<T>> RowsAsync<T>(this DeskScene scene) where T : class
    {
        await using var db = await scene.DbAsync();
        return await db.Set<T>().ToListAsync();
    }

    public static async Task KeepAsync(this DeskScene scene, params object[] rows)
    {
        await using var db = await scene.DbAsync();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public static AllergyIntolerance Allergy(this DeskScene scene, string substance, AllergyCriticality criticality) => new(scene.Clinic.Id, EntryId.New(), scene.Clinic.Patient)
    {
        Substance = substance, Kind = AllergyKind.Medication, Criticality = criticality, Status = AllergyStatus.Active, RecordedAt = scene.Clinic.Portal.Now,
    };

    public static Observation Result(this DeskScene scene, string test, decimal value, int daysAgo, decimal? high = null, ObservationCategory category = ObservationCategory.Lab) => new(scene.Clinic.Id, EntryId.New(), scene.Clinic.Patient)
    {
        Category = category, Text = test, Value = value, Unit = "%", High = high, EffectiveAt = scene.Clinic.Portal.Now - Duration.FromDays(daysAgo), RecordedAt = scene.Clinic.Portal.Now,
    };

    /// <summary>The record as its address says, read and ready.</summary>
    public static IRenderedComponent<ChartView> Chart(this DeskScene scene, ChartPart part = ChartPart.Note, Guid? visit = null)
    {
        var view = scene.Page.Render<ChartView>(p => p.Add(x => x.Address, new ChartAddress(scene.Clinic.Patient, part, visit is { } id ? AppointmentId.From(id) : null)));
        view.WaitForElement(".chart-body, .glass, .state");
        return view;
    }

    /// <summary>What the tab kept of half-written forms.</summary>
    public static void BrowserKept(this DeskScene scene, params (string Form, Dictionary<string, string> Fields)[] kept)
    {
        var module = scene.Page.JSInterop.SetupModule("./dist/chart.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<Dictionary<string, Dictionary<string, string>>?>("readDrafts", _ => true).SetResult(kept.ToDictionary(form => form.Form, form => form.Fields));
    }

    /// <summary>What the browser's side reports.</summary>
    public static Task PressAsync(this IRenderedComponent<ChartView> view, string key) => view.InvokeAsync(() => view.Instance.KeyAsync(key));

    /// <summary>As the router does after the address changed.</summary>
    public static void Go(this IRenderedComponent<ChartView> view, ChartPart part) => view.Render(p => p.Add(x => x.Address, view.Instance.Address with { Part = part }));

    public static Task TypeAsync<T>(this IRenderedComponent<T> view, string selector, string text) where T : Microsoft.AspNetCore.Components.IComponent =>
        view.InvokeAsync(() => view.Find(selector).InputAsync(new() { Value = text }));

    public static Task PressButtonAsync<T>(this IRenderedComponent<T> view, string selector) where T : Microsoft.AspNetCore.Components.IComponent =>
        view.InvokeAsync(() => view.Find(selector).ClickAsync(new()));

    public static Task SendAsync<T>(this IRenderedComponent<T> view, string selector) where T : Microsoft.AspNetCore.Components.IComponent =>
        view.InvokeAsync(() => view.Find(selector).SubmitAsync());
}
