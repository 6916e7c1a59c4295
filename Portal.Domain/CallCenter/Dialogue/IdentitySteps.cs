using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Finds out who it is, as far as a wish needs it: name and phone, a code, which of the people on a phone.</summary>
sealed class IdentitySteps(IdentityTools tools)
{
    const int MostPeopleShown = 5;

    /// <summary>Takes in a phone or a name that was said, whenever it is said.</summary>
    public static void Take(Exchange exchange)
    {
        var (conversation, person) = (exchange.Conversation, exchange.Heard.Person);
        if (person.Phone is { } phone && phone != conversation.Phone)
        {
            IdentityTools.Claim(conversation, phone);
            (exchange.Frame.CodePhone, exchange.Frame.NoCode) = (null, false);
        }

        if (exchange.Frame.Asked == Asked.Code && exchange.Heard.Has(Cue.NoCode))
            exchange.Frame.NoCode = true;
        if (person.Names.Count == 1 && exchange.Frame.Wishes.All(w => w.ForWhom is null))
            conversation.PatientName = person.Names[0];
    }

    /// <returns>Whether the conversation stands at that level; else something was asked.</returns>
    public async Task<bool> EnsureAsync(Exchange exchange, IdentityLevel level, bool needsName, CancellationToken cancellation)
    {
        var (conversation, frame) = (exchange.Conversation, exchange.Frame);
        if (conversation.Level == IdentityLevel.Verified)
            return true;
        if (conversation.Phone is null)
        {
            Ask(exchange, needsName && conversation.PatientName is null && frame.Wishes.All(w => w.Name is null) ? Asked.NameAndPhone : Asked.Phone);
            return false;
        }

        if (needsName && conversation.PatientName is null && frame.Wishes.All(w => w.Name is null))
        {
            Ask(exchange, Asked.Name);
            return false;
        }

        if (level == IdentityLevel.Claimed || frame.NoCode)
            return level == IdentityLevel.Claimed || Refuse(exchange);
        await SendAsync(exchange, cancellation);
        return false;
    }

    /// <summary>
    /// A code proves the phone; for a booking it is asked for and not insisted on, since the desk can make a proposed one firm.
    /// </summary>
    /// <returns>Whether to go on.</returns>
    public async Task<bool> OfferProofAsync(Exchange exchange, CancellationToken cancellation)
    {
        if (exchange.IsVerified || exchange.Frame.NoCode)
            return true;
        await SendAsync(exchange, cancellation);
        return exchange.Frame.NoCode; // where no code can be sent, the desk makes it firm
    }

    public async Task SendAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, conversation) = (exchange.Frame, exchange.Conversation);
        if (frame.CodePhone == conversation.Phone && !exchange.Heard.Has(Cue.CodeAgain))
        {
            exchange.Reply.Say("AskCodeAgain").Did(AgentActKind.Request, "code");
            frame.Asked = Asked.Code;
            return;
        }

        var sent = await tools.SendCodeAsync(exchange, cancellation);
        if (sent.Succeeded)
        {
            frame.CodePhone = conversation.Phone;
            exchange.Reply.Claim(sent.Receipt!, "Done.CodeSent", exchange.Number(Phones.Display(conversation.Phone!, exchange.Clinic.Tenant.Country)))
                .Offer(Texts.AgentTexts.Get("Quick.NoCode", exchange.Language)).Did(AgentActKind.Request, "code");
            frame.Asked = Asked.Code;
            return;
        }

        if (sent.Outcome == nameof(Identity.SendCodeError.TooSoon) && frame.CodePhone is not null)
        {
            exchange.Reply.Say("CodeOnItsWay").Did(AgentActKind.Request, "code");
            frame.Asked = Asked.Code;
            return;
        }

        frame.NoCode = true; // this phone has had its share of codes: the desk takes over from here
        exchange.Reply.Say("NoMoreCodes");
    }

    /// <returns>Whether the code was right.</returns>
    public async Task<bool> ProveAsync(Exchange exchange, string code, CancellationToken cancellation)
    {
        var proof = await tools.ProveAsync(exchange, code, cancellation);
        if (proof.Succeeded)
        {
            exchange.Frame.Asked = Asked.Nothing;
            return true;
        }

        exchange.Reply.Say("WrongCode").Offer(Texts.AgentTexts.Get("Quick.CodeAgain", exchange.Language), Texts.AgentTexts.Get("Quick.NoCode", exchange.Language)).Did(AgentActKind.Request, "code");
        exchange.Frame.Asked = Asked.Code;
        return false;
    }

    /// <summary>Settles whom a wish is for. On a proved phone one of its people or somebody new, and where several could be meant it is asked; never assumed.</summary>
    /// <returns>Whether it is settled.</returns>
    public async Task<bool> SettlePersonAsync(Exchange exchange, Wish wish, CancellationToken cancellation)
    {
        if (wish.Patient is not null)
            return true;
        wish.Name ??= wish.ForWhom is null ? exchange.Conversation.PatientName : null;
        if (!exchange.IsVerified)
            return wish.Name is not null || Ask(exchange, Asked.Name, wish);

        var people = await tools.PeopleAsync(exchange, cancellation);
        if (wish.Name is { } said)
        {
            wish.Patient = Named(people, said)?.Id; // nobody of that name: a new patient
            return true;
        }

        if (wish.ForWhom is null && people.Count == 1 && exchange.Frame.Asked != Asked.WhichPerson)
        {
            (wish.Patient, wish.Name) = (people[0].Id, people[0].Name);
            return true;
        }

        if (people.Count == 0 || exchange.Heard.Has(Cue.SomebodyElse))
            return Ask(exchange, Asked.Name, wish);
        exchange.Reply.Say("AskWhichPerson").Offer(people.Take(MostPeopleShown).Select(p => p.Name)).Offer(Texts.AgentTexts.Get("Quick.SomebodyElse", exchange.Language)).Did(AgentActKind.Request, "person");
        exchange.Frame.Asked = Asked.WhichPerson;
        return false;
    }

    /// <summary>The patient of that name: the same name, or the only one that has all the words that were said.</summary>
    public static PatientSummary? Named(IReadOnlyList<PatientSummary> people, string said)
    {
        var folded = NameFolding.Fold(said);
        if (people.FirstOrDefault(p => NameFolding.Fold(p.Name) == folded) is { } same)
            return same;
        var words = NameFolding.Words(said);
        var fitting = people.Where(p => words.All(NameFolding.Words(p.Name).Contains)).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }

    static bool Refuse(Exchange exchange)
    {
        exchange.Reply.Say("NeedsCode").Offer(Texts.AgentTexts.Get("Quick.CodeAgain", exchange.Language), Texts.AgentTexts.Get("Quick.Person", exchange.Language)).Did(AgentActKind.Request, "code");
        (exchange.Frame.NoCode, exchange.Frame.Asked) = (false, Asked.Code);
        return false;
    }

    static bool Ask(Exchange exchange, Asked what, Wish? wish = null)
    {
        exchange.Reply.Say(what switch { Asked.NameAndPhone => "AskNameAndPhone", Asked.Phone => "AskPhone", _ => wish?.ForWhom is null ? "AskName" : "AskTheirName" })
            .Did(AgentActKind.Request, what == Asked.Phone ? "phone" : "name");
        exchange.Frame.Asked = what;
        return false;
    }
}
