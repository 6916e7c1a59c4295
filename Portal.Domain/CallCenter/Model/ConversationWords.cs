namespace Portal.Domain.CallCenter.Model;

/// <summary>By what line somebody talks with the front desk. One loop serves all of them.</summary>
public enum Channel
{
    Site,
    Voice,
    Phone,
    WhatsApp,
    Sms,
}

/// <summary>How sure the front desk is whom it talks with. What a tool may do follows from it, and from nothing that is said.</summary>
public enum IdentityLevel
{
    /// <summary>Facts and free times.</summary>
    Anonymous,

    /// <summary>A name and a phone were said: a booking may be proposed, a message taken.</summary>
    Claimed,

    /// <summary>The phone is proved by a one-time code or by being signed in: appointments may be seen, moved, cancelled.</summary>
    Verified,
}

/// <summary>Who answers.</summary>
public enum ConversationState
{
    /// <summary>The agent answers.</summary>
    Agent,

    /// <summary>A person was asked for and none has come yet; the agent still answers what it can.</summary>
    Waiting,

    /// <summary>A person has taken over; the agent is silent.</summary>
    Person,
    Ended,
}

public enum Urgency
{
    Normal,

    /// <summary>Upset, or failed by the agent more than once.</summary>
    Soon,

    /// <summary>A red flag was seen.</summary>
    Emergency,
}

/// <summary>Why a person was asked for.</summary>
public enum HandoverReason
{
    Asked,
    Emergency,
    NotUnderstood,
    Complaint,
    Refused,
    Abuse,
    Minor,
    Failure,
}

/// <summary>What came of a conversation: the furthest thing that was done in it.</summary>
public enum Outcome
{
    None,
    Answered,
    MessageTaken,

    /// <summary>Put on the waiting list.</summary>
    Waitlisted,
    Proposed,
    Booked,
    Moved,
    Cancelled,
    HandedOver,
    Abandoned,
}

public enum Speaker
{
    Patient,
    Agent,

    /// <summary>A member of staff, to the patient.</summary>
    Person,

    /// <summary>A member of staff, to the agent: the patient never sees it.</summary>
    Whisper,

    /// <summary>The system, to the desk: taken over, given back.</summary>
    Note,
}
