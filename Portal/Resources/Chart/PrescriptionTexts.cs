namespace Portal.Resources.Chart;

/// <summary>Names the texts of PrescriptionTexts.resx for IStringLocalizer: the printed prescription, and the page that its code opens.</summary>
public sealed class PrescriptionTexts;
