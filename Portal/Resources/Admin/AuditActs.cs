namespace Portal.Resources.Admin;

/// <summary>Names the texts of AuditActs.resx for IStringLocalizer: a sentence for each action of the audit trail, under its name in small letters.</summary>
public sealed class AuditActs;
