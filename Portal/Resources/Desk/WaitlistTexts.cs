namespace Portal.Resources.Desk;

/// <summary>Names the texts of WaitlistTexts.resx for IStringLocalizer.</summary>
public sealed class WaitlistTexts;
