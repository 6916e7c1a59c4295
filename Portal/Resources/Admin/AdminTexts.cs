namespace Portal.Resources.Admin;

/// <summary>Names the texts of AdminTexts.resx for IStringLocalizer.</summary>
public sealed class AdminTexts;
