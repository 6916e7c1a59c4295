namespace Portal.Resources.Desk;

/// <summary>Names the texts of RushDeskTexts.resx for IStringLocalizer.</summary>
public sealed class RushDeskTexts;
