namespace Portal.Domain.CallCenter.Understanding.Cues;

/// <summary>Small things that are said in passing and steer a dialogue.</summary>
public enum Cue
{
    /// <summary>The first of what was offered, or as early as can be.</summary>
    First,
    Second,
    Third,
    Last,

    /// <summary>Whatever is closest to what was said.</summary>
    Nearest,

    /// <summary>Any doctor, any time: it does not matter.</summary>
    Any,

    /// <summary>Other times than those offered.</summary>
    Others,
    Both,

    /// <summary>The same as before: the same day, the same doctor.</summary>
    Same,

    /// <summary>Let it be, forget it, leave it as it is.</summary>
    Drop,

    /// <summary>Wait; I was wrong.</summary>
    Correction,

    /// <summary>The code did not come, or cannot be had.</summary>
    NoCode,

    /// <summary>Send the code again.</summary>
    CodeAgain,

    /// <summary>Are you a robot.</summary>
    Robot,
    Abuse,
    Complaint,
    WrongNumber,

    /// <summary>A message for somebody.</summary>
    Message,
    CallBack,
    RunningLate,
    Refill,
    Thanks,
    Goodbye,
    Hello,

    /// <summary>A moment, let me look.</summary>
    Wait,

    /// <summary>A new case of the same complaint, or a follow-up of an old one.</summary>
    FollowUp,

    /// <summary>For oneself.</summary>
    Self,

    /// <summary>Somebody who is not in the list of the phone's people.</summary>
    SomebodyElse,

    /// <summary>The patient is a child who writes alone.</summary>
    Minor,

    /// <summary>Would tell what to take or do: what a front desk must not answer.</summary>
    Advice,

    /// <summary>Something for the doctor to know with the booking.</summary>
    Note,

    /// <summary>A question is asked about doing something, and not the doing of it.</summary>
    HowTo,
}
