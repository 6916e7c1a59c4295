using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>A reply while it is put together: sentences of the house's own texts, what can be pressed, what was done and the proof of it.</summary>
public sealed class Reply(string language)
{
    readonly List<string> sentences = [];

    public string Language { get; } = language;

    public string Text => string.Join('\n', sentences);

    public bool IsEmpty => sentences.Count == 0;

    public List<string> QuickReplies { get; } = [];

    public List<AgentAct> Acts { get; } = [];

    public List<Receipt> Receipts { get; } = [];

    /// <summary>The question, where it had no answer among the clinic's facts.</summary>
    public string? Unanswered { get; set; }

    /// <summary>Nothing was understood.</summary>
    public bool Missed { get; set; }

    public Mind Mind { get; set; } = Mind.Scripted;

    /// <param name="key">Of <see cref="AgentTexts"/>; not one that claims something was done.</param>
    public Reply Say(string key, params string[] arguments)
    {
        if (AgentTexts.Claims(key))
            throw new InvalidOperationException($"{key} claims that something was done: that takes a receipt.");
        sentences.Add(AgentTexts.Get(key, Language, arguments));
        return this;
    }

    /// <summary>Says that something was done, with the proof that it was.</summary>
    public Reply Claim(Receipt receipt, string key, params string[] arguments)
    {
        Receipts.Add(receipt);
        sentences.Add(AgentTexts.Get(key, Language, arguments));
        return this;
    }

    /// <summary>The clinic's own words.</summary>
    public Reply Quote(string text)
    {
        sentences.Add(text);
        return this;
    }

    public Reply Offer(params IEnumerable<string> quickReplies)
    {
        QuickReplies.AddRange(quickReplies);
        return this;
    }

    public Reply Did(AgentActKind kind, string? slot = null, params string[] values)
    {
        Acts.Add(new(kind, slot, values));
        return this;
    }

    /// <summary>Takes the last sentence back where it is that text: something else is said after all.</summary>
    public void DropLast(string key)
    {
        if (sentences.Count > 0 && sentences[^1] == AgentTexts.Get(key, Language))
            sentences.RemoveAt(sentences.Count - 1);
    }

    public void Clear()
    {
        sentences.Clear();
        QuickReplies.Clear();
        Acts.Clear();
    }
}
