namespace Portal.Resources.Shell;

/// <summary>Names the texts of ShellTexts.resx for IStringLocalizer.</summary>
public sealed class ShellTexts;
