namespace Portal.Resources.Chart;

/// <summary>Names the texts of ChartImportTexts.resx for IStringLocalizer.</summary>
public sealed class ChartImportTexts;
