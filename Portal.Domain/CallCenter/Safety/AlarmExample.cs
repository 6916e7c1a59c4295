using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>A message as the bench learns from it.</summary>
/// <param name="Said">The names of its concepts that stand under no guard.</param>
/// <param name="Rule">The kind that a rule finds.</param>
/// <param name="Length">How many words it has.</param>
sealed record AlarmExample(Feature[] Words, Feature[] Concepts, string[] Said, RedFlagKind? Rule, int Length);
