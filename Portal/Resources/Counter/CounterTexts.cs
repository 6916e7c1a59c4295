namespace Portal.Resources.Counter;

/// <summary>Names the texts of CounterTexts.resx for IStringLocalizer.</summary>
public sealed class CounterTexts;
