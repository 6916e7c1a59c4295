namespace Portal.Resources.Site;

/// <summary>Names the texts of WaitingTexts.resx for IStringLocalizer.</summary>
public sealed class WaitingTexts;
