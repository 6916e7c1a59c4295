using NodaTime;
using Portal.Account;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Identity;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Text;
using Portal.Features.Booking.Rush;
using Portal.Hosting;

namespace Portal.Features.Booking.Book;

/// <summary>
/// Leads a visitor from a chosen time to a booking. Each step says where to go next, so that every form ends in a redirect. Whoever is
/// signed in as staff books here like anybody else: after proving a phone.
/// </summary>
sealed class BookingFlow(
    HoldSlot hold, BookAppointment book, BookTurn bookTurn, BookingRefusals refusals, BookedBefore before, EnsurePatient ensure, SendCode send, VerifyCode verify, PatientSignIn signIn,
    SiteDoor door, AppointmentLinks links, VisitorCookies cookies, IHttpContextAccessor http, Caller caller, ClinicContext clinic)
{
    static readonly SemaphoreSlim[] Gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Chooses a session to have a turn in. The number is given by the booking: none is kept from others meanwhile.</summary>
    public string ChooseTurn(BookingPath path, PractitionerId? wanted, SlotChoice session)
    {
        cookies.WriteDraft(Draft(path, wanted, session).InTurn(session));
        return BookingLinks.Details;
    }

    /// <summary>Takes a turn in another session after the first place was lost.</summary>
    /// <param name="key">Of the form, where it has one: sent twice, it is one command.</param>
    public Task<string> TakeTurnAsync(BookingDraft draft, SlotChoice session, CancellationToken cancellation, Guid? key = null)
    {
        draft = draft.InTurn(session);
        cookies.WriteDraft(draft with { CommandKey = key ?? draft.CommandKey });
        return GoOnAsync(cancellation);
    }

    BookingDraft Draft(BookingPath path, PractitionerId? wanted, SlotChoice slot) => (cookies.ReadDraft() ?? new BookingDraft
    {
        Service = path.Service.Id, Practitioner = slot.Practitioner, Start = slot.Start, HeldUntil = Instant.MinValue, CommandKey = Guid.NewGuid(),
    }) with { Service = path.Service.Id, Wanted = wanted, Choice = path.Choice, Visit = path.Plan.KindOf(slot.Practitioner, slot.Start) };

    /// <summary>Chooses a time: held for the visitor, then on to the details; or, if somebody was quicker, on to other times.</summary>
    public async Task<string> HoldAsync(Guid form, BookingPath path, PractitionerId? wanted, SlotChoice slot, CancellationToken cancellation) =>
        await TryHoldAsync(Draft(path, wanted, slot), slot, slot.Key(form), cancellation) is { } lost ? lost : BookingLinks.Details;

    /// <summary>Takes another time after the first was lost. Nothing that was already said or proved is asked again.</summary>
    public async Task<string> TakeOtherAsync(Guid form, BookingDraft draft, SlotChoice slot, CancellationToken cancellation)
    {
        if (await TryHoldAsync(draft, slot, slot.Key(form), cancellation) is { } lost)
            return lost;
        return await GoOnAsync(cancellation);
    }

    // to the first step that still has to be said or proved
    async Task<string> GoOnAsync(CancellationToken cancellation)
    {
        var draft = cookies.ReadDraft()!;
        return draft switch
        {
            { Name: null, Patient: null } => BookingLinks.Details,
            _ when IsProved(draft) => await BookAsync(draft, cancellation),
            { CodeSentAt: not null } => BookingLinks.Code,
            _ => BookingLinks.Details,
        };
    }

    /// <summary>After name and phone: books where the phone is already proved, else sends a code.</summary>
    public async Task<string> ContinueAsync(BookingDraft draft, CancellationToken cancellation)
    {
        cookies.WriteDraft(draft);
        if (!draft.Turn && draft.HeldUntil <= clinic.Now && await TryHoldAsync(draft, new(draft.Practitioner, draft.Start), Guid.NewGuid(), cancellation) is { } lost)
            return lost;
        draft = cookies.ReadDraft()!;
        if (IsProved(draft))
            return await BookAsync(draft, cancellation);
        if (draft.CodeSentAt is null)
            await SendCodeAsync(draft, cancellation);
        return BookingLinks.Code;
    }

    /// <summary>Sends a code to the draft's phone, and keeps in the draft when, or that no more may be sent.</summary>
    public async Task SendCodeAsync(BookingDraft draft, CancellationToken cancellation)
    {
        var sent = await send.ExecuteAsync(new(draft.Phone ?? "", clinic.Language, Address), cancellation);
        cookies.WriteDraft(draft with
        {
            CodeRefused = !sent.Succeeded && sent.Error != SendCodeError.TooSoon,
            CodeSentAt = sent.Succeeded ? clinic.Now : draft.CodeSentAt ?? clinic.Now,
        });
    }

    /// <summary>The code proves the phone, signs its patient in and books. Null where it is not the right one.</summary>
    public async Task<string?> ConfirmAsync(BookingDraft draft, string code, CancellationToken cancellation)
    {
        // the same form sent twice: a code is good once, so the second waits here and then finds what the first has booked
        var gate = Gates[(uint)draft.CommandKey.GetHashCode() % Gates.Length];
        await gate.WaitAsync(cancellation);
        try
        {
            if (await before.ExecuteAsync(draft.CommandKey, cancellation) is { } booked)
                return Done(booked);
            if (await door.TicketOfAsync(draft, cancellation) is { } ticket)
                return ticket;
            var proof = await verify.ExecuteAsync(new(PhoneOf(draft) ?? "", code), cancellation);
            if (!proof.Succeeded)
                return null;
            await signIn.SignInAsync(proof.Value);
            return await BookAsync(draft, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The phone could not be proved: the time is kept as proposed and the desk calls.</summary>
    public Task<string> ProposeAsync(BookingDraft draft, CancellationToken cancellation)
    {
        caller.BecomeVisitor();
        return BookAsync(draft, cancellation);
    }

    bool IsProved(BookingDraft draft) =>
        caller.Kind == CallerKind.Patient && (draft.Patient is not null || caller.Phone == PhoneOf(draft));

    string? PhoneOf(BookingDraft draft) => Phones.Parse(draft.Phone, clinic.Tenant.Country);

    string? Address => http.HttpContext?.Connection.RemoteIpAddress?.ToString();

    async Task<string> BookAsync(BookingDraft draft, CancellationToken cancellation)
    {
        if (await door.EnterAsync(draft, draft.Patient is null ? PhoneOf(draft) : caller.Phone, cancellation) is { } ticket)
            return ticket;
        if (await PatientAsync(draft, cancellation) is not { } patient)
            return BookingLinks.Details;
        if (await refusals.DearerAsync(draft, patient, cancellation) is { } dearer)
        {
            cookies.WriteDraft(dearer);
            return BookingLinks.Details + "?changed=1";
        }

        if (draft.Turn)
            return await BookTurnAsync(draft, patient, cancellation);
        var result = await book.ExecuteAsync(
            new(draft.CommandKey, patient, draft.Service, draft.Wanted, draft.Start, BookingSource.Site, draft.Practitioner, Visitor: cookies.CurrentVisitor)
            {
                Location = draft.Choice.Branch,
            },
            cancellation);
        if (result.Succeeded)
            return Done(result.Value.Id);
        return await refusals.ToAsync(draft, patient, result.Error, cancellation);
    }

    async Task<string> BookTurnAsync(BookingDraft draft, PatientId patient, CancellationToken cancellation)
    {
        var result = await bookTurn.ExecuteAsync(new(draft.CommandKey, patient, draft.Service, draft.Practitioner, draft.Start, BookingSource.Site), cancellation);
        if (result.Succeeded)
            return Done(result.Value.Appointment.Id);
        return await refusals.ToAsync(draft, patient, result.Error, cancellation);
    }

    async Task<PatientId?> PatientAsync(BookingDraft draft, CancellationToken cancellation)
    {
        var person = await ensure.ExecuteAsync(
            draft.Patient, new(draft.Name ?? "", draft.Phone ?? "", clinic.Language) { BirthDate = draft.BirthDate, Gender = draft.Gender }, cancellation);
        return person.Succeeded ? person.Value : null;
    }

    string Done(AppointmentId booked)
    {
        cookies.ClearDraft();
        return links.Path(clinic.Tenant.Id, booked);
    }

    // null where it is held
    async Task<string?> TryHoldAsync(BookingDraft draft, SlotChoice slot, Guid key, CancellationToken cancellation)
    {
        if (caller.Kind == CallerKind.Staff)
            caller.BecomeVisitor();
        if (await door.IsOpenAsync(draft, cancellation))
        {
            cookies.WriteDraft(draft.Unheld(slot, key));
            return null;
        }

        var held = await hold.ExecuteAsync(new(key, cookies.EnsureVisitor(), draft.Service, draft.Wanted, slot.Practitioner, slot.Start)
        {
            Visit = draft.Visit, Location = draft.Choice.Branch,
        }, cancellation);
        cookies.WriteDraft(held.Succeeded
            ? draft.At(new(held.Value.Practitioner, held.Value.Start), held.Value.ExpiresAt)
            : draft.At(slot, Instant.MinValue));
        return held.Succeeded ? null : BookingRefusals.Lost(held.Error);
    }
}
