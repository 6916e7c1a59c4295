namespace Portal.Features.CallCenter.Desk;

/// <summary>What is being written in one conversation.</summary>
public sealed class ReplyDraft
{
    public string Text { get; set; } = "";

    /// <summary>A hint to the agent and not words to the patient; null where the state of the conversation decides.</summary>
    public bool? IsHint { get; set; }
}
