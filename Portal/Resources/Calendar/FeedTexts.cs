namespace Portal.Resources.Calendar;

/// <summary>Names the texts of FeedTexts.resx for IStringLocalizer: what calendar programs show, and the page where feeds and tokens are made.</summary>
public sealed class FeedTexts;
