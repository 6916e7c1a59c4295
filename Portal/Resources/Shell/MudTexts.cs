namespace Portal.Resources.Shell;

/// <summary>Names the texts of MudTexts.resx for IStringLocalizer.</summary>
public sealed class MudTexts;
