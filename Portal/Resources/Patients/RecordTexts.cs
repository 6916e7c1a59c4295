namespace Portal.Resources.Patients;

/// <summary>Texts of the pages about the clinic's patients; the .resx files beside it.</summary>
public sealed class RecordTexts;
