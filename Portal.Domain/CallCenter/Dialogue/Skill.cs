using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;

namespace Portal.Domain.CallCenter.Dialogue;

/// <param name="Description">For a model that fills it in.</param>
public sealed record SkillParameter(string Name, string Description);

/// <summary>
/// One thing the front desk can do for somebody, from the first word to the receipt. The scripted mind picks a skill by the intent, a model by
/// its name and description; both lead into the same steps. Modules that come later add theirs to the list.
/// </summary>
public abstract class Skill
{
    /// <summary>As a model calls it, and as the dialogue's frame keeps it.</summary>
    public abstract string Name { get; }

    /// <summary>For a model: when to use it.</summary>
    public abstract string Description { get; }

    /// <summary>Each is filled with the patient's own words, which are then read by rule: a model resolves no date.</summary>
    public virtual IReadOnlyList<SkillParameter> Parameters => [];

    public abstract Intent Intent { get; }

    /// <summary>Takes in what was said and goes as far as it can: asks, offers, reads back.</summary>
    public abstract Task AdvanceAsync(Exchange exchange, CancellationToken cancellation);

    /// <summary>Does what was read back and has now been confirmed.</summary>
    public virtual Task ConfirmedAsync(Exchange exchange, CancellationToken cancellation) => AdvanceAsync(exchange, cancellation);

    /// <summary>The wish is dropped: what was kept for it is let go.</summary>
    public virtual Task DroppedAsync(Exchange exchange, CancellationToken cancellation) => Task.CompletedTask;
}
