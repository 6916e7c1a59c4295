namespace Portal.Resources.Admin;

/// <summary>Names the texts of AuditTexts.resx for IStringLocalizer.</summary>
public sealed class AuditTexts;
