using System.Text.Json.Serialization;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <param name="Gold">A (stay at home) to D (emergency), or several with a stroke between: <c>C/D</c>.</param>
/// <param name="Flag">The emergency's kind, where there is one.</param>
sealed record LabelledMessage([property: JsonRequired] string Prompt, [property: JsonRequired] string Gold, string? Lang = null, string? Flag = null);
