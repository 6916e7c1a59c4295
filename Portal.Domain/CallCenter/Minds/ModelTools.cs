using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Portal.Domain.CallCenter.Dialogue;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>A call that a model made, checked: the skill is there and what it was given are words.</summary>
/// <param name="Words">By parameter: the patient's own words, as far as the model copied them.</param>
sealed record ModelCall(string Id, Skill Skill, IReadOnlyDictionary<string, string> Words);

/// <summary>The front desk's skills as a model sees them. It can name one and say with which words; what then happens is the skill's.</summary>
static class ModelTools
{
    const int LongestWords = 1000;

    public static List<AITool> Of(SkillList skills) => [.. skills.All.Select(skill => AIFunctionFactory.CreateDeclaration(skill.Name, skill.Description, SchemaOf(skill)))];

    /// <returns>Null where there is no such skill, or what came cannot be read.</returns>
    public static ModelCall? Read(SkillList skills, FunctionCallContent call)
    {
        if (skills.Named(call.Name) is not { } skill || call.Exception is not null)
            return null;
        var words = new Dictionary<string, string>();
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            var text = value switch { null => "", string plain => plain, JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!, JsonElement { ValueKind: JsonValueKind.Null } => "", _ => null };
            if (text is null or { Length: > LongestWords })
                return null;
            if (text.Length > 0 && skill.Parameters.Any(p => p.Name == name))
                words[name] = text;
        }

        return new(call.CallId, skill, words);
    }

    static JsonElement SchemaOf(Skill skill)
    {
        var properties = new JsonObject();
        foreach (var parameter in skill.Parameters)
            properties[parameter.Name] = new JsonObject { ["type"] = "string", ["description"] = parameter.Description };
        return JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false });
    }
}
