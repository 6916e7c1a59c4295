namespace Portal.Resources.Patient;

/// <summary>Names the texts of PatientTexts.resx for IStringLocalizer.</summary>
public sealed class PatientTexts;
