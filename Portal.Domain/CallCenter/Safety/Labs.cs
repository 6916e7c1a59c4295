namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Results of the laboratory and of devices at home, by the words that name them: what no clinic would leave until tomorrow, and what is as it should
/// be. Bounds are wide on purpose, as units differ between laboratories and a number may stand beside the wrong name.
/// </summary>
static class Labs
{
    /// <param name="Name">The concept that names what was measured.</param>
    /// <param name="IsGrave">Whether a number is far out of bounds.</param>
    /// <param name="IsUsual">Whether it is as it should be.</param>
    public sealed record Lab(string Name, Func<double, bool> IsGrave, Func<double, bool> IsUsual);

    public const string Grave = "@lab_grave", Usual = "@lab_usual";

    public static readonly Lab[] All =
    [
        new("@potassium", value => value is >= 6 and < 10 or > 1 and < 2.7, value => value is >= 3.5 and <= 5.3),
        new("@sodium", value => value is >= 95 and < 124 or > 155 and < 190, value => value is >= 134 and <= 146),
        new("@bicarbonate", value => value is >= 2 and < 16, value => value is >= 21 and <= 29),
        new("@ketones", value => value is >= 2 and < 12, value => value < 0.7),
        new("@lactate", value => value is >= 3 and < 25, value => value < 2),
        new("@blood_ph", value => value is >= 6.7 and < 7.3, value => value is >= 7.34 and <= 7.46),
        new("@haemoglobin", value => value is >= 2 and < 7.5 or >= 25 and < 75, value => value is >= 11.5 and <= 17.5 or >= 115 and <= 175),
        new("@platelets", value => value is >= 1 and < 25 or >= 1000 and < 25000, value => value is >= 140 and <= 450 or >= 140000 and <= 450000),
        new("@neutrophils", value => value < 0.6 || value is >= 10 and <= 500, value => value is >= 1.8 and <= 8),
        new("@inr", value => value is >= 5 and < 20, value => value is >= 1.8 and <= 3.5),
        new("@creatinine", value => value is >= 4 and < 20 or >= 350 and < 2000, value => value is >= 0.5 and <= 1.2 or >= 50 and <= 110),
        new("@calcium", value => value is > 3.3 and < 5 or >= 13.5 and < 20, value => value is >= 2.1 and <= 2.6 or >= 8.5 and <= 10.4),
        new("@bilirubin_baby", value => value is >= 18 and < 40 or >= 300 and < 700, value => value is < 10),
        new("@peak_flow", value => value is >= 50 and < 200, value => value is >= 380 and < 800),
        new("@percent_of_best", value => value is >= 15 and < 50, value => value is >= 80 and <= 110),
        new("@coma_scale", value => value is >= 3 and <= 13, value => value is >= 14.9 and <= 15),
    ];
}
