using Portal.Domain.CallCenter.Understanding;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Everything that the front desk can do, from every module that registered a skill.</summary>
public sealed class SkillList(IEnumerable<Skill> skills)
{
    readonly Skill[] all = [.. skills];

    public IReadOnlyList<Skill> All => all;

    public Skill? Named(string? name) => Array.Find(all, skill => skill.Name == name);

    public Skill? For(Intent intent) => Array.Find(all, skill => skill.Intent == intent);

    public T The<T>() where T : Skill => all.OfType<T>().Single();
}
