namespace Portal.Resources.Doctor;

/// <summary>Names the texts of DoctorTexts.resx for IStringLocalizer.</summary>
public sealed class DoctorTexts;
