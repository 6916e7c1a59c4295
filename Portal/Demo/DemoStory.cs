using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;

namespace Portal.Demo;

/// <summary>What the record of one demonstration patient holds, in days and months before today.</summary>
sealed record DemoStory
{
    public DemoProblem[] Problems { get; init; } = [];

    public (string Substance, AllergyKind Kind, AllergyCriticality Criticality, string? Reaction)[] Allergies { get; init; } = [];

    public (string Medicine, string Dosage, int FromDaysAgo, int? StoppedDaysAgo)[] Medicines { get; init; } = [];

    /// <summary>The oldest first.</summary>
    public required DemoVisit[] Visits { get; init; }

    public DemoCourse[] Courses { get; init; } = [];

    public (string Vaccine, int DaysAgo)[] Vaccines { get; init; } = [];

    public (string Text, int DaysAgo)[] Procedures { get; init; } = [];

    /// <summary>Written at the last visit.</summary>
    public (string Medicine, string? Strength, string? Form, Dosage Dosage, int? Days)[] Prescribed { get; init; } = [];
}

sealed record DemoProblem(string Code, string Text, int SinceDaysAgo, int? OverDaysAgo = null);

sealed record DemoVisit(int DaysAgo, string Reason, string Complaint, string Findings, string Assessment, string Plan);

/// <summary>One measure over time.</summary>
sealed record DemoCourse(string Code, string Text, string Unit, decimal? Low, decimal? High, ObservationCategory Category, params (int DaysAgo, decimal Value)[] Values)
{
    public static DemoCourse Lab(string code, string text, string unit, decimal? low, decimal? high, params (int DaysAgo, decimal Value)[] values) =>
        new(code, text, unit, low, high, ObservationCategory.Lab, values);

    public static DemoCourse Vital(VitalSign sign, params (int DaysAgo, decimal Value)[] values) =>
        new(sign.Code, sign.Name, sign.Unit, sign.Low, sign.High, ObservationCategory.Vital, values);
}
