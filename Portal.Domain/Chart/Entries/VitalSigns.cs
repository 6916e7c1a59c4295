namespace Portal.Domain.Chart.Entries;

/// <summary>A vital sign as it is asked for: its code of LOINC, its unit of UCUM, and what a living person can have. The names are LOINC's.</summary>
public sealed record VitalSign(string Code, string Name, string Unit, decimal Least, decimal Most, decimal? Low, decimal? High);

/// <summary>The vital signs that a clinic takes. The ranges are those of a grown-up at rest; beyond the limits it is a slip of the pen.</summary>
public static class VitalSigns
{
    public static readonly VitalSign
        Systolic = new("8480-6", "Systolic blood pressure", "mm[Hg]", 40, 300, 90, 140),
        Diastolic = new("8462-4", "Diastolic blood pressure", "mm[Hg]", 20, 200, 60, 90),
        Pulse = new("8867-4", "Heart rate", "/min", 20, 300, 50, 100),
        Breaths = new("9279-1", "Respiratory rate", "/min", 4, 100, 12, 20),
        Temperature = new("8310-5", "Body temperature", "Cel", 28, 45, 36, 37.8m),
        Saturation = new("2708-6", "Oxygen saturation", "%", 30, 100, 94, 100),
        Weight = new("29463-7", "Body weight", "kg", 0.3m, 400, null, null),
        Height = new("8302-2", "Body height", "cm", 20, 250, null, null),
        BodyMass = new("39156-5", "Body mass index", "kg/m2", 5, 120, 18.5m, 25),
        Glucose = new("2339-0", "Glucose", "mg/dL", 10, 2000, 70, 140);

    public static readonly IReadOnlyList<VitalSign> All = [Systolic, Diastolic, Pulse, Breaths, Temperature, Saturation, Weight, Height, BodyMass, Glucose];

    public static VitalSign? Of(string? code) => All.FirstOrDefault(sign => sign.Code == code);

    /// <summary>Weight over the square of the height (Quetelet), to one place.</summary>
    public static decimal BodyMassIndex(decimal kilograms, decimal centimetres) => decimal.Round(kilograms / (centimetres * centimetres / 10_000), 1, MidpointRounding.AwayFromZero);
}
