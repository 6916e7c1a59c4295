namespace Portal.Resources.Desk;

/// <summary>Names the texts of QueueTexts.resx for IStringLocalizer.</summary>
public sealed class QueueTexts;
