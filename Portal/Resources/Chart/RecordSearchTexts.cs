namespace Portal.Resources.Chart;

/// <summary>Names the texts of RecordSearchTexts.resx for IStringLocalizer.</summary>
public sealed class RecordSearchTexts;
