namespace Portal.Resources.Admin;

/// <summary>Texts of the pages where a clinic sets up its front desk; the .resx files beside it.</summary>
public sealed class AgentSetupTexts;
