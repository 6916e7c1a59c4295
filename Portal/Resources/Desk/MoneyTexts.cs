namespace Portal.Resources.Desk;

/// <summary>Names the texts of MoneyTexts.resx for IStringLocalizer.</summary>
public sealed class MoneyTexts;
