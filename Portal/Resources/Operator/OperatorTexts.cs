namespace Portal.Resources.Operator;

/// <summary>Names the texts of OperatorTexts.resx for IStringLocalizer.</summary>
public sealed class OperatorTexts;
