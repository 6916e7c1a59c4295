using System.Collections.Frozen;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>
/// Finds the clinic's services and doctors in what is said: by their names, by words that mean the same, by the specialty of who offers them, by
/// the clinic's own list of complaints.
/// </summary>
sealed class ServiceMatcher
{
    // kinds of visit: alone they name no service
    static readonly FrozenSet<string> Generic = new[] { "كشف", "زياره", "visit", "consultation", "appointment", "جلسه", "session", "عياده", "دكتور", "طب", "s", "and", "with" }.ToFrozenSet();
    static readonly FrozenSet<string> Visit = new[] { "كشف", "visit", "consultation", "check", "فحص", "exam" }.ToFrozenSet();

    readonly ClinicFacts page;
    readonly PhraseBook<ServiceId> names;
    readonly PhraseBook<ServiceId> complaints;
    readonly FrozenDictionary<PractitionerId, Specialty?> specialties;

    public ServiceMatcher(ClinicFacts page, IReadOnlyList<Complaint> complaints)
    {
        this.page = page;
        names = new(page.Services.SelectMany(Phrases));
        this.complaints = new(complaints.Where(c => page.Find(c.ServiceId) is not null)
            .SelectMany(c => c.Phrases.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries).Select(phrase => (phrase, c.ServiceId))));
        specialties = page.Practitioners.ToFrozenDictionary(p => p.Id, p =>
            SlotReader.Read(Utterance.Of($"{p.SpecialtyEn} , {p.SpecialtyAr}"), DoctorNames.None).Specialty?.Value);
    }

    /// <summary>Where services are named in an utterance, in order; a complaint counts where no service is named.</summary>
    public List<PhraseFound<ServiceId>> Named(Utterance utterance)
    {
        var found = names.FindIn(utterance);
        return found.Count > 0 ? found : complaints.FindIn(utterance);
    }

    public IReadOnlyList<PractitionerFacts> With(Specialty specialty) => [.. page.Practitioners.Where(p => specialties[p.Id] == specialty)];

    public Specialty? Of(PractitionerId practitioner) => specialties.GetValueOrDefault(practitioner);

    /// <summary>Those whose name fits the one said; several where it fits several.</summary>
    public IReadOnlyList<PractitionerFacts> Called(string name)
    {
        var wanted = NameFolding.Parts(name).SelectMany(Skeletons).ToHashSet();
        var scored = page.Practitioners.Select(p => (p, Score: NameFolding.Parts($"{p.NameAr} {p.NameEn}").SelectMany(Skeletons).ToHashSet().Count(wanted.Contains))).Where(s => s.Score > 0).ToArray();
        var best = scored.Length == 0 ? 0 : scored.Max(s => s.Score);
        // of those who fit best by sound, those who fit by spelling
        var fit = scored.Where(s => s.Score == best).Select(s => s.p).ToArray();
        var spelt = fit.Where(p => NameFolding.Parts($"{p.NameAr} {p.NameEn}").Any(NameFolding.Parts(name).Contains)).ToArray();
        return spelt.Length > 0 ? spelt : fit;
    }

    /// <summary>The services that a doctor's patients come for: the visit, where one is named so.</summary>
    public IReadOnlyList<ServiceFacts> UsualOf(IReadOnlyCollection<PractitionerId> practitioners)
    {
        var offered = page.Services.Where(s => s.Practitioners.Any(practitioners.Contains)).ToArray();
        var visits = offered.Where(s => NameFolding.Parts($"{s.NameAr} {s.NameEn}").Any(Visit.Contains)).ToArray();
        return visits.Length > 0 ? visits : offered;
    }

    static IEnumerable<string> Skeletons(string part)
    {
        var own = NameSkeleton.Of(part);
        return own.Length > 1 && part.Length > 2 ? NameSkeleton.AllOf(part).Where(s => s.Length > 1) : [];
    }

    static IEnumerable<(string Phrase, ServiceId Service)> Phrases(ServiceFacts service)
    {
        foreach (var name in new[] { service.NameAr, service.NameEn })
        {
            yield return (name, service.Id);
            var words = Utterance.Of(name).Words.Where(w => !w.IsMark && !Generic.Contains(w.Text)).Select(w => w.Text).ToArray();
            if (words.Length > 0)
                yield return (string.Join(' ', words), service.Id);
        }

        var said = Utterance.Of($"{service.NameAr} , {service.NameEn}");
        foreach (var group in Groups)
            if (group.Book.FindIn(said).Count > 0)
                foreach (var word in group.Words)
                    yield return (word, service.Id);
    }

    static readonly (PhraseBook<bool> Book, string[] Words)[] Groups =
    [
        .. WordFiles.Read(typeof(ServiceMatcher), "service-words.txt").Select(line => line.Said.Split(',', StringSplitOptions.TrimEntries))
            .Select(words => (new PhraseBook<bool>(words.Select(word => (word, true))), words)),
    ];
}
