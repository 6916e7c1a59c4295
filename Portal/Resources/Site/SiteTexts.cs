namespace Portal.Resources.Site;

/// <summary>Names the texts of SiteTexts.resx for IStringLocalizer.</summary>
public sealed class SiteTexts;
