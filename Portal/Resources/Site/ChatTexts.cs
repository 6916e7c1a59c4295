namespace Portal.Resources.Site;

/// <summary>Names the texts of ChatTexts.resx for IStringLocalizer.</summary>
public sealed class ChatTexts;
