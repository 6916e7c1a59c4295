using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.CallCenter.Desk;

/// <summary>Messages, call-backs and refills that wait for somebody, and what was dealt with of late.</summary>
public sealed partial class RequestList(HandleRequest handle, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<ConversationTexts> texts)
{
    PatientRequestId? busy;

    IStringLocalizer<ConversationTexts> T => texts;

    [Parameter, EditorRequired] public ConversationAddress Address { get; set; } = null!;

    /// <summary>Null while they are read for the first time.</summary>
    [Parameter] public IReadOnlyList<ListRequests.Item>? Requests { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    string When(ListRequests.Item request) => request switch
    {
        { HandledAt: { } handled } => texts["Request.DoneAt", Moment(handled)],
        _ when request.Due > clinic.Now => texts["Request.Due", Moment(request.Due)],
        _ => texts["Request.Left", Moment(request.CreatedAt)],
    };

    string Moment(NodaTime.Instant at) => clinic.Format.DateOf(at) == clinic.Today ? clinic.Format.Time(at) : clinic.Format.DayAndTime(at);

    async Task HandleAsync(ListRequests.Item request, bool handled)
    {
        busy = request.Id;
        try
        {
            var result = await handle.ExecuteAsync(new(request.Id, handled), CancellationToken.None);
            if (!result.Succeeded)
                snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
            else if (handled)
                Tell(request);
        }
        finally
        {
            busy = null;
        }

        await OnChanged.InvokeAsync();
    }

    void Tell(ListRequests.Item request) => snackbar.Tell(texts["Request.Told", $"\u2068{request.Name}\u2069"], texts["Undo"], () => InvokeAsync(() => HandleAsync(request, false)));
}
