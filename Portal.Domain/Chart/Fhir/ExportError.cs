namespace Portal.Domain.Chart.Fhir;

public enum ExportError
{
    Forbidden,

    /// <summary>A doctor who does not treat this patient: the record opens for a reason first.</summary>
    GlassIsWhole,
    NotFound,
}
