using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>Free times, and appointments of whom the conversation has proved to be: the tools over the booking's use cases.</summary>
public sealed class CalendarTools(
    ToolRunner tools, FindSlots find, NextFreeTimes next, HoldSlot hold, ReleaseHold release, BookAppointment book, MoveAppointment move, ChangeAppointmentStatus change,
    MyAppointments mine, EnsurePatient ensure, KnownVisits known, BranchOf branches)
{
    const string Done = ToolAnswer<object>.Done;

    /// <param name="except">The appointment that is to be moved, which is not in its own way.</param>
    public async Task<IReadOnlyList<Slot>> FreeAsync(
        Exchange exchange, Wish wish, DateInterval days, Guid? except, CancellationToken cancellation)
    {
        var (service, practitioner) = (wish.Service!.Value, wish.Practitioner);
        var answer = await tools.RunAsync<IReadOnlyList<Slot>>(exchange, "find_times", IdentityLevel.Anonymous, new { service = service.Value, practitioner = practitioner?.Value, from = days.Start.ToString(), to = days.End.ToString() }, async () =>
            new(await find.ExecuteAsync(new(service, practitioner, days, wish.Key, except is { } id ? AppointmentId.From(id) : null) { Visit = wish.Visit, Location = wish.Branch }, cancellation), Done));
        return answer.Value ?? [];
    }

    public async Task<IReadOnlyList<Slot>> NextFreeAsync(
        Exchange exchange, Wish wish, Instant after, int count, CancellationToken cancellation)
    {
        var (service, practitioner) = (wish.Service!.Value, wish.Practitioner);
        var answer = await tools.RunAsync<IReadOnlyList<Slot>>(exchange, "next_free_times", IdentityLevel.Anonymous, new { service = service.Value, practitioner = practitioner?.Value }, async () =>
            new(await next.ExecuteAsync(new(service, practitioner, after, count, wish.Key) { Visit = wish.Visit, Location = wish.Branch }, cancellation), Done));
        return answer.Value ?? [];
    }

    /// <summary>Keeps a time while the rest is asked. Each wish is a visitor of its own, so that a conversation may hold two.</summary>
    public Task<ToolAnswer<SlotHold>> HoldAsync(Exchange exchange, Wish wish, OfferedTime time, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "hold_time", IdentityLevel.Anonymous, new { service = wish.Service!.Value.Value, practitioner = time.Practitioner.Value, start = time.Start.ToString() }, async () =>
        {
            var held = await hold.ExecuteAsync(new(Guid.CreateVersion7(), wish.Key, wish.Service!.Value, wish.Practitioner, time.Practitioner, time.Start)
            {
                Visit = wish.Visit, Location = wish.Branch,
            }, cancellation);
            return held.Succeeded ? new ToolAnswer<SlotHold>(held.Value, Done) : new(null, Code(held.Error));
        });

    public Task ReleaseAsync(Wish wish, CancellationToken cancellation) => wish.Chosen is null ? Task.CompletedTask : release.ExecuteAsync(wish.Key, cancellation);

    /// <summary>Books what was confirmed: firm for a proved phone, to be made firm by the desk for a claimed one.</summary>
    public Task<ToolAnswer<AppointmentState>> BookAsync(Exchange exchange, Wish wish, OfferedTime time, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "book_appointment", IdentityLevel.Claimed, new { service = wish.Service!.Value.Value, practitioner = time.Practitioner.Value, start = time.Start.ToString() }, async () =>
        {
            var patient = await ensure.ExecuteAsync(
                wish.Patient, new(wish.Name ?? "", exchange.Conversation.Phone!, exchange.Language) { BirthDate = wish.BirthDate, Gender = wish.Gender }, cancellation);
            if (!patient.Succeeded)
                return new(null, patient.Error.ToString());
            var booked = await book.ExecuteAsync(
                new(wish.Key, patient.Value, wish.Service!.Value, wish.Practitioner, time.Start, BookingSource.Agent, time.Practitioner, wish.Note, wish.Key) { Location = wish.Branch }, cancellation);
            return Answer(booked);
        });

    public Task<ToolAnswer<AppointmentState>> MoveAsync(Exchange exchange, PublicAppointment.View appointment, Wish wish, OfferedTime time, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "move_appointment", IdentityLevel.Verified, new { appointment = appointment.Id.Value, practitioner = time.Practitioner.Value, start = time.Start.ToString() }, async () =>
            Answer(await move.ExecuteAsync(new(wish.Key, appointment.Id, appointment.Version, appointment.ServiceId, appointment.End - appointment.Start, time.Practitioner, time.Start), cancellation)));

    public Task<ToolAnswer<AppointmentState>> CancelAsync(Exchange exchange, PublicAppointment.View appointment, Guid key, CancellationToken cancellation) =>
        tools.RunAsync(exchange, "cancel_appointment", IdentityLevel.Verified, new { appointment = appointment.Id.Value }, async () =>
            Answer(await change.ExecuteAsync(new(key, appointment.Id, appointment.Version, AppointmentStatus.Cancelled), cancellation)));

    /// <summary>What the visit would be to each person of the proved phone. Nobody is asked where neither the service nor the clinic asks who comes.</summary>
    public async Task<IReadOnlyList<KnownVisits.Known>> KnownAsync(Exchange exchange, ServiceId service, CancellationToken cancellation)
    {
        var rules = exchange.Clinic.Rules;
        if (!exchange.IsVerified || !(rules.Services.GetValueOrDefault(service)?.AsksWho == true || rules.Policy.NoShow.Policy != NoShowPolicy.None))
            return [];
        var answer = await tools.RunAsync<IReadOnlyList<KnownVisits.Known>>(exchange, "known_visits", IdentityLevel.Verified, new { service = service.Value }, async () =>
            new(await known.ExecuteAsync(service, cancellation), Done));
        return answer.Value ?? [];
    }

    /// <summary>At which branch a time is; null in a clinic with one address.</summary>
    public Task<BranchFacts?> BranchAsync(OfferedTime time, CancellationToken cancellation) => branches.ExecuteAsync(time.Practitioner, time.Start, cancellation);

    /// <summary>Those that are still to come, of everybody on the proved phone.</summary>
    public async Task<ToolAnswer<IReadOnlyList<PublicAppointment.View>>> UpcomingAsync(Exchange exchange, CancellationToken cancellation) =>
        await tools.RunAsync<IReadOnlyList<PublicAppointment.View>>(exchange, "my_appointments", IdentityLevel.Verified, null, async () =>
            new((await mine.ExecuteAsync(cancellation)).Upcoming, Done));

    static ToolAnswer<AppointmentState> Answer(Result<AppointmentState, BookingError> result) =>
        result.Succeeded ? new(result.Value, Done, Receipt.Of(result.Value)) : new(null, Code(result.Error));

    static string Code(BookingError error) => error.ToString();
}
