using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Tenancy.Model;
using Portal.Features.Booking;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>A page of the staff, a receptionist's unless said otherwise, over the real use cases and database of one clinic; only the browser is not there.</summary>
public sealed class DeskScene : IAsyncDisposable
{
    readonly TestScope scope;

    DeskScene(TestClinic clinic, TestScope scope)
    {
        (Clinic, this.scope) = (clinic, scope);
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        Page.Services.AddLocalization();
        Page.Services.AddDeskPages();
        // these two stand with one foot in each: the page's services and the domain's
        Page.Services.AddSingleton(new ClinicContext(scope.Get<IDateTimeZoneProvider>(), scope.Get<TimeProvider>()));
        Page.Services.AddScoped(page => new DeskActions(
            scope.Get<ChangeAppointmentStatus>(), scope.Get<MoveAppointment>(), scope.Get<ResizeAppointment>(), scope.Get<UndoAppointmentChange>(), page.GetRequiredService<ISnackbar>(), page.GetRequiredService<IStringLocalizer<DeskTexts>>(),
            page.GetRequiredService<IStringLocalizer<CalendarTexts>>(),
            page.GetRequiredService<ClinicContext>()));
        Page.Services.AddSingleton(scope.Get<TimeProvider>());
        Page.Services.AddScoped<CircuitConnection>();
        Page.Services.AddFallbackServiceProvider(new Domain(scope));
        Page.Services.GetRequiredService<ClinicContext>().Set(new Tenant
        {
            Id = clinic.Id, Slug = clinic.Slug, Kind = TenantKind.Clinic, NameAr = "عيادة", NameEn = "Clinic", TimeZone = "Africa/Cairo",
            DefaultLanguage = "en", Country = "EG", Currency = "EGP", BrandColour = "#0f766e",
        });
    }

    // what a page waits for is the real database, on a machine where everything else is tested too
    static DeskScene() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(10);

    public BunitContext Page { get; } = new();

    public TestClinic Clinic { get; }

    public DeskBoard Board { get; } = new();

    public static async Task<DeskScene> OpenAsync(TestPortal portal, int practitioners = 2, StaffRole role = StaffRole.Receptionist) =>
        await OpenAsync(portal, await TestClinic.CreateAsync(portal, practitioners), role);

    public static async Task<DeskScene> OpenAsync(TestPortal portal, TestClinic clinic, StaffRole role = StaffRole.Receptionist)
    {
        var scene = new DeskScene(clinic, portal.Scope(clinic.Id, TestPortal.Staff(role)));
        scene.Board.Day = scene.Page.Services.GetRequiredService<ClinicContext>().Today;
        await scene.ReadAsync();
        return scene;
    }

    public T Get<T>() where T : notnull => scope.Get<T>();

    /// <summary>What stands in the calendar of a day now.</summary>
    public async Task<IReadOnlyList<DeskAppointment>> AppointmentsAsync(LocalDate day) =>
        (await Get<ListDay>().ExecuteAsync(new(new DateInterval(day, day)), default)).Value.Appointments;

    /// <summary>Draws a part of the desk with what the whole page gives to its parts.</summary>
    public IRenderedComponent<T> Draw<T>(Action<ComponentParameterCollectionBuilder<T>> parameters) where T : Microsoft.AspNetCore.Components.IComponent =>
        Page.Render<T>(builder =>
        {
            builder.AddCascadingValue(Board);
            builder.AddCascadingValue(new DeskBrowser(Page.JSInterop.JSRuntime));
            parameters(builder);
        });

    async Task ReadAsync()
    {
        if (!Get<Caller>().IsAny(StaffRole.Receptionist))
            return; // an administrator's page has no calendar
        Board.Clinic = await Get<ClinicPage>().ExecuteAsync(default);
        Board.Calendar = (await Get<ListDay>().ExecuteAsync(new(new DateInterval(Board.Day, Board.Day)), default)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        await scope.DisposeAsync();
    }

    sealed class Domain(TestScope scope) : IServiceProvider
    {
        public object? GetService(Type serviceType) => scope.Services.GetService(serviceType);
    }
}
