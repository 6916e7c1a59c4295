namespace Portal.Resources.Desk;

/// <summary>Names the texts of OutboxTexts.resx for IStringLocalizer.</summary>
public sealed class OutboxTexts;
