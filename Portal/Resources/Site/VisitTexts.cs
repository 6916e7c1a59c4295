namespace Portal.Resources.Site;

/// <summary>Names the texts of VisitTexts.resx for IStringLocalizer.</summary>
public sealed class VisitTexts;
