namespace Portal.Resources.Desk;

/// <summary>Names the texts of BulkTexts.resx for IStringLocalizer.</summary>
public sealed class BulkTexts;
