namespace Portal.Resources.Site;

/// <summary>Names the texts of RushTexts.resx for IStringLocalizer.</summary>
public sealed class RushTexts;
