namespace Portal.Domain.CallCenter.Setup;

/// <summary>Why a change of what the front desk knows, or of how it is, was not saved. Those of a field are shown at the field.</summary>
public enum AgentSetupError
{
    Forbidden,
    NotFound,

    /// <summary>Somebody else saved it meanwhile; read it again.</summary>
    ChangedMeanwhile,

    /// <summary>Not one way in which it is asked.</summary>
    QuestionsMissing,

    /// <summary>More than 40 ways, or one of more than 200 characters.</summary>
    QuestionsTooLong,

    /// <summary>No answer in Arabic, or one of more than 1,000 characters.</summary>
    AnswerArWrong,

    /// <summary>No answer in English, or one of more than 1,000 characters.</summary>
    AnswerEnWrong,

    /// <summary>No words of the complaint, or none that can be heard: marks alone.</summary>
    PhrasesMissing,

    /// <summary>More than 60 phrases, or one of more than 80 characters.</summary>
    PhrasesTooLong,

    /// <summary>The same words lead to another service already.</summary>
    PhraseTaken,

    /// <summary>No service, or one that is not offered any more.</summary>
    ServiceMissing,

    /// <summary>No name in one of the languages, or one of more than 40 characters.</summary>
    NameWrong,

    /// <summary>More than 300 characters.</summary>
    WelcomeTooLong,

    /// <summary>Neither a short number such as 123 nor one that can be called.</summary>
    EmergencyNumberWrong,

    /// <summary>1 to 3650.</summary>
    RetentionOutOfRange,

    /// <summary>A line of the clinic's own red flags cannot be read; <see cref="SaveAgentSettings.CheckRedFlags"/> says which and why.</summary>
    RedFlagsWrong,
}
