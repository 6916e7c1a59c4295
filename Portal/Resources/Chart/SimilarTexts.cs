namespace Portal.Resources.Chart;

/// <summary>Names the texts of SimilarTexts.resx for IStringLocalizer.</summary>
public sealed class SimilarTexts;
