namespace Portal.Resources.Patient;

/// <summary>Names the texts of RecordTexts.resx for IStringLocalizer.</summary>
public sealed class RecordTexts;
