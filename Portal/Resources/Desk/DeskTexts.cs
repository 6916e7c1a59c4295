namespace Portal.Resources.Desk;

/// <summary>Names the texts of DeskTexts.resx for IStringLocalizer.</summary>
public sealed class DeskTexts;
