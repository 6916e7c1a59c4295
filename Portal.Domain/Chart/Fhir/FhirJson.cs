using System.Text.Json;
using Hl7.Fhir.Serialization;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir;

static class FhirJson
{
    // older servers write what R4 does not allow; what is wrong throws only where it is asked for
    static readonly JsonSerializerOptions Lenient = new JsonSerializerOptions().ForFhir(R4.ModelInfo.ModelInspector).UsingMode(DeserializationMode.Ostrich);

    public static R4.Resource? Read(JsonElement json) => json.Deserialize<R4.Resource>(Lenient);
}
