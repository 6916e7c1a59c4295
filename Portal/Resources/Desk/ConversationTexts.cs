namespace Portal.Resources.Desk;

/// <summary>Names the texts of ConversationTexts.resx for IStringLocalizer.</summary>
public sealed class ConversationTexts;
