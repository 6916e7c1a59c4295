namespace Portal.Domain.CallCenter.Desk;

/// <summary>What a turn of <c>Speaker.Note</c> holds: a code that the page turns into a sentence.</summary>
public static class DeskNotes
{
    public const string TakenOver = "taken_over";
    public const string GivenBack = "given_back";

    /// <summary>Whoever had it was gone for too long: it waits again.</summary>
    public const string Released = "released";
    public const string Ended = "ended";

    /// <summary>The patient ended it.</summary>
    public const string Left = "left";

    /// <summary>Nobody said anything for too long.</summary>
    public const string EndedIdle = "ended_idle";

    /// <summary>It waited for a person in vain; a call back was left for the desk.</summary>
    public const string CallBackLeft = "call_back_left";
}
