namespace Portal.Resources.Chart;

/// <summary>Names the texts of ChartTexts.resx for IStringLocalizer.</summary>
public sealed class ChartTexts;
