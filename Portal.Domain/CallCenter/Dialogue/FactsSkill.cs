using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Where the answer to a question about the clinic comes from.</summary>
public enum FactSource
{
    /// <summary>One of the clinic's own facts.</summary>
    Fact,
    Prices,
    Hours,
    Address,
    Phone,
    Doctors,
}

/// <summary>
/// Answers from what the clinic itself says: its facts first, then its services, prices, doctors, hours and address. What stands in none of
/// these is not known, and is said so.
/// </summary>
sealed class FactsSkill : Skill
{
    enum About
    {
        Price,
        Hours,
        Address,
        Phone,
        Doctors,
    }

    static readonly PhraseBook<About> Topics = new(
        WordFiles.Read(typeof(FactsSkill), "fact-words.txt").SelectMany(line => line.Said.Split(',').Select(phrase => (phrase, Enum.Parse<About>(line.Head)))));

    public override string Name => "clinic_facts";

    public override string Description => "Answer a question about the clinic: hours, prices, address, preparation, insurance, doctors. Only what this returns may be said.";

    public override IReadOnlyList<SkillParameter> Parameters => [new("question", "The question, in the patient's own words")];

    public override Intent Intent => Intent.ClinicFacts;

    /// <summary>Whether an utterance is a question, or names what clinics are asked about.</summary>
    public static bool Asks(Utterance utterance) => utterance.Words.Any(word => word.Text == "?") || Topics.FindIn(utterance).Count > 0;

    public override Task AdvanceAsync(Exchange exchange, CancellationToken cancellation)
    {
        if (Answer(exchange) is not null)
        {
            exchange.Frame.Spoken = SpokenOf(exchange) ?? exchange.Frame.Spoken;
            if (exchange.Conversation.Outcome == Outcome.None)
                exchange.Conversation.Outcome = Outcome.Answered;
        }
        else
        {
            exchange.Reply.Unanswered = exchange.Heard.Utterance.Typed;
            exchange.Reply.Say("DontKnow").Offer(AgentTexts.Get("Quick.Message", exchange.Language), AgentTexts.Get("Quick.Person", exchange.Language));
        }

        exchange.Reply.Did(AgentActKind.Inform);
        return Task.CompletedTask;
    }

    static ServiceId? SpokenOf(Exchange exchange)
    {
        var (clinic, heard) = (exchange.Clinic, exchange.Heard);
        if (clinic.Services.Named(heard.Utterance) is [.., var named])
            return named.Meaning;
        var usual = DoctorSaid(exchange) is { } doctor ? clinic.Services.UsualOf([doctor.Id])
            : heard.Slots.Specialty is { } specialty ? clinic.Services.UsualOf([.. clinic.Services.With(specialty.Value).Select(p => p.Id)]) : [];
        return usual.Count == 1 ? usual[0].Id : null;
    }

    /// <returns>What the reply quotes; null where nothing is known.</returns>
    internal static (FactSource Source, Fact? Fact)? Answer(Exchange exchange)
    {
        var (clinic, heard) = (exchange.Clinic, exchange.Heard);
        var topics = Topics.FindIn(heard.Utterance).Select(t => t.Meaning).ToHashSet();
        var services = clinic.Services.Named(heard.Utterance).Select(f => f.Meaning).Distinct().ToArray();
        if (topics.Contains(About.Price) && (services.Length > 0 || heard.Slots is { Specialty: not null } or { Doctor: not null }) && Prices(exchange, services))
            return (FactSource.Prices, null);
        // what the house knows by itself, such as a doctor's hours, a fact answers only where it is asked much like this
        var known = topics.Count > 0 || heard.Slots is { Doctor: not null } or { Specialty: not null };
        if (clinic.Facts.Find(heard.Utterance, known ? FactIndex.High : FactIndex.Floor) is { } fact)
        {
            exchange.Reply.Quote(fact.Answer(exchange.Language));
            return (FactSource.Fact, fact);
        }

        if (Doctors(exchange, topics.Contains(About.Hours)))
            return (FactSource.Doctors, null);
        foreach (var topic in topics.Order())
            if (topic switch
                {
                    About.Price => Prices(exchange, services),
                    About.Hours => Hours(exchange),
                    About.Address => Said(exchange, "AddressIs", clinic.Tenant.Address(exchange.Language)),
                    About.Phone => Said(exchange, "PhoneIs", clinic.Tenant.Phone is { } phone ? exchange.Number(Platform.Text.Phones.Display(phone, clinic.Tenant.Country)) : null),
                    _ => Said(exchange, "OurDoctors", string.Join(Comma(exchange), clinic.Page.Practitioners.Select(p => $"{p.Name(exchange.Language)} ({p.Specialty(exchange.Language)})"))),
                })
                return (SourceOf(topic), null);
        return null;
    }

    static FactSource SourceOf(About about) => about switch
    {
        About.Price => FactSource.Prices,
        About.Hours => FactSource.Hours,
        About.Address => FactSource.Address,
        About.Phone => FactSource.Phone,
        _ => FactSource.Doctors,
    };

    static bool Said(Exchange exchange, string key, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return false;
        exchange.Reply.Say(key, value);
        return true;
    }

    static bool Prices(Exchange exchange, ServiceId[] named)
    {
        var (clinic, language) = (exchange.Clinic, exchange.Language);
        IEnumerable<ServiceFacts> wanted = named.Length > 0 ? named.Select(clinic.Service)
            : DoctorSaid(exchange) is { } who ? clinic.Page.Services.Where(s => s.Practitioners.Contains(who.Id))
            : exchange.Heard.Slots.Specialty is { } specialty ? clinic.Services.UsualOf([.. clinic.Services.With(specialty.Value).Select(p => p.Id)])
            : exchange.Frame.Wishes is [{ Service: { } inForce }] ? [clinic.Service(inForce)]
            : clinic.Page.Services;
        var priced = wanted.Where(s => s.Price is not null).Take(8).ToArray();
        foreach (var service in priced)
            exchange.Reply.Say("PriceLine", service.Name(language), exchange.Number(service.Price!.Value.ToString("0.##", CultureInfo.InvariantCulture)), AgentTexts.Get($"Currency.{clinic.Tenant.Currency}", language),
                service.Description(language) is { Length: > 0 } about ? $" ({about})" : "");
        return priced.Length > 0;
    }

    // is there a bone doctor; when does Dr Hoda come
    static bool Doctors(Exchange exchange, bool hours)
    {
        var (clinic, language) = (exchange.Clinic, exchange.Language);
        if (DoctorSaid(exchange) is { } doctor)
        {
            exchange.Reply.Say("DoctorIs", doctor.Name(language), doctor.Specialty(language) ?? "");
            return WeekOf(exchange, clinic.Rules.Practitioners[doctor.Id], "DoctorHours");
        }

        if (exchange.Heard.Slots.Doctor is { } unknown && clinic.Services.Called(unknown.Value).Count == 0)
            return Said(exchange, "UnknownDoctor", unknown.Value);
        if (exchange.Heard.Slots.Specialty is not { } specialty)
            return false;
        var who = clinic.Services.With(specialty.Value);
        if (who.Count == 0)
            return Said(exchange, "UnknownSpecialty", AgentTexts.Get($"Specialty.{specialty.Value}", language));
        foreach (var practitioner in who)
        {
            exchange.Reply.Say("DoctorIs", practitioner.Name(language), practitioner.Specialty(language) ?? "");
            if (hours)
                WeekOf(exchange, clinic.Rules.Practitioners[practitioner.Id], "DoctorHours");
        }

        return true;
    }

    static PractitionerFacts? DoctorSaid(Exchange exchange) =>
        exchange.Heard.Slots.Doctor is { } said && exchange.Clinic.Services.Called(said.Value) is [var one] ? one : null;

    static bool Hours(Exchange exchange)
    {
        var all = exchange.Clinic.Rules.Practitioners.Values.SelectMany(p => ScheduleOn(exchange, p)).ToArray();
        return Week(exchange, all, "ClinicHours");
    }

    static bool WeekOf(Exchange exchange, PractitionerRule practitioner, string key) => Week(exchange, [.. ScheduleOn(exchange, practitioner)], key);

    static ImmutableArray<OpenHours> ScheduleOn(Exchange exchange, PractitionerRule practitioner)
    {
        var today = exchange.LocalNow.Date;
        var schedule = practitioner.Schedules.FirstOrDefault(s => s.From <= today && s.To >= today) ?? practitioner.Schedules.FirstOrDefault(s => s.From is null);
        return schedule?.Hours ?? [];
    }

    // days with the same hours are one line; the days in the order of the clinic's week
    static bool Week(Exchange exchange, OpenHours[] hours, string key)
    {
        if (hours.Length == 0)
            return false;
        var first = (int)Countries.WeekStart(exchange.Clinic.Tenant.Country);
        var culture = CultureInfo.GetCultureInfo(exchange.Language == "ar" ? "ar-EG" : "en-GB");
        var days = hours.GroupBy(h => h.Day).OrderBy(g => ((int)g.Key - first + 7) % 7)
            .Select(g => (Name: culture.DateTimeFormat.GetDayName((DayOfWeek)((int)g.Key % 7)), Hours: Merged(exchange, [.. g])))
            .GroupBy(d => d.Hours).Select(g => $"{string.Join(Comma(exchange), g.Select(d => d.Name))}: {g.Key}").ToArray();
        exchange.Reply.Say(key);
        foreach (var line in days)
            exchange.Reply.Quote("• " + line);
        return true;
    }

    static string Merged(Exchange exchange, OpenHours[] hours)
    {
        var spans = new List<(LocalTime From, LocalTime To)>();
        foreach (var open in hours.OrderBy(h => h.From))
            if (spans.Count > 0 && (open.From <= spans[^1].To || spans[^1].To <= spans[^1].From))
                spans[^1] = (spans[^1].From, open.To <= open.From || spans[^1].To <= spans[^1].From ? LocalTime.Midnight : LocalTime.Max(spans[^1].To, open.To));
            else
                spans.Add((open.From, open.To));
        return string.Join(Comma(exchange), spans.Select(s => $"{exchange.Time(s.From)} – {exchange.Time(s.To)}"));
    }

    static string Comma(Exchange exchange) => exchange.Language == "ar" ? "، " : ", ";
}
