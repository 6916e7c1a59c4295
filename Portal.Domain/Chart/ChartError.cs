namespace Portal.Domain.Chart;

/// <summary>Why something was not done in a chart, or not told from one.</summary>
public enum ChartError
{
    /// <summary>Not somebody who works with records.</summary>
    Forbidden,

    /// <summary>A doctor who does not treat this patient: the record opens for a reason, which is kept and told.</summary>
    GlassIsWhole,
    NotFound,

    /// <summary>What was typed cannot be kept as it is.</summary>
    Invalid,

    /// <summary>Outside what a living person can have.</summary>
    Implausible,

    /// <summary>Somebody else changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>A signed note is not written on any more; something may be added to it.</summary>
    Signed,

    /// <summary>It is another doctor's note.</summary>
    NotYours,

    /// <summary>There is nothing to sign yet.</summary>
    Empty,
}
