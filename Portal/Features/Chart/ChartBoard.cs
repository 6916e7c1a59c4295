using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Features.Chart;

/// <summary>What is written in a chart by a form of its own. At most one is open, the note and the prescription aside, which have their places.</summary>
public enum ChartForm
{
    Vitals,
    Lab,
    Diagnosis,
    Allergy,
    Medicine,
    Immunization,
    Procedure,
}

/// <summary>What the parts of an open chart share. Of one page, never of the circuit.</summary>
public sealed class ChartBoard(PatientId patient)
{
    Dictionary<string, Dictionary<string, string>> drafts = [];
    string? wished;

    public PatientId Patient => patient;

    /// <summary>The visit whose note is open: what is recorded meanwhile belongs to it.</summary>
    public EncounterId? Encounter { get; set; }

    public ChartForm? Open { get; private set; }

    /// <summary>The entry that an answer cites and that is being shown.</summary>
    public Guid? Sought { get; set; }

    /// <summary>The parts draw themselves anew.</summary>
    public Action? Changed { get; set; }

    /// <summary>Something was written: the page reads the chart again.</summary>
    public Func<Task> RefreshAsync { get; init; } = () => Task.CompletedTask;

    /// <summary>A key asked for a part that may not be drawn yet.</summary>
    public void Wish(string part)
    {
        wished = part;
        Changed?.Invoke();
    }

    /// <returns>Whether it was asked for; once.</returns>
    public bool TakeWish(string part)
    {
        if (wished != part)
            return false;
        wished = null;
        return true;
    }

    public void Show(ChartForm? form)
    {
        Open = form;
        Changed?.Invoke();
    }

    /// <summary>What the browser kept of forms that were half written when the line was lost.</summary>
    public void Restore(IReadOnlyDictionary<string, Dictionary<string, string>> kept) => drafts = new(kept);

    /// <summary>A form that was open then; the note and the prescription are in their places anyway.</summary>
    public ChartForm? Unfinished => Enum.GetValues<ChartForm>().Cast<ChartForm?>().FirstOrDefault(form => HasDraft(form.ToString()!.ToLowerInvariant()));

    public bool HasDraft(string form) => drafts.ContainsKey(form);

    /// <returns>By name of field; taken once.</returns>
    public IReadOnlyDictionary<string, string> TakeDraft(string form) => drafts.Remove(form, out var draft) ? draft : [];
}
