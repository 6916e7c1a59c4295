namespace Portal.Domain.Chart.Documents;

public enum DocumentsError
{
    Forbidden,

    /// <summary>There is none, or it is deleted.</summary>
    NotFound,
    Empty,

    /// <summary>Over 50 MB.</summary>
    TooLarge,

    /// <summary>Neither a PDF nor a picture of a known kind, by what is in it.</summary>
    WrongType,

    /// <summary>It is kept, and opened by nobody.</summary>
    Infected,

    /// <summary>The virus scanner that is configured does not answer; nothing was kept.</summary>
    ScannerUnavailable,

    TitleInvalid,
    ReasonMissing,

    /// <summary>Somebody put another edition in its place, or deleted it.</summary>
    ChangedMeanwhile,
}
