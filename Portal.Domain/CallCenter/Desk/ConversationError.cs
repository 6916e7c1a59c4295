namespace Portal.Domain.CallCenter.Desk;

/// <summary>Why the desk could not do what it wanted with a conversation or a request.</summary>
public enum ConversationError
{
    Forbidden,
    NotFound,
    Ended,

    /// <summary>A colleague answers this patient.</summary>
    Taken,

    /// <summary>Only who has taken the conversation over may do this.</summary>
    NotYours,

    /// <summary>A person has it: a hint would reach no agent.</summary>
    NotTheAgents,

    /// <summary>Nothing was written, or more than fits.</summary>
    NotReadable,

    /// <summary>The agent was still answering a turn after all patience.</summary>
    Busy,

    /// <summary>Somebody else has dealt with the request, or it was put back meanwhile.</summary>
    ChangedMeanwhile,
}
