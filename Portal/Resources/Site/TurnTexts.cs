namespace Portal.Resources.Site;

/// <summary>Names the texts of TurnTexts.resx for IStringLocalizer.</summary>
public sealed class TurnTexts;
