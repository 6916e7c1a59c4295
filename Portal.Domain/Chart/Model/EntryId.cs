using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>Of one entry in a chart, whichever kind it is of: a diagnosis, an allergy, a medicine, a result, a vaccination, a procedure.</summary>
public readonly record struct EntryId(Guid Value) : IId<EntryId>
{
    public static EntryId New() => new(Guid.CreateVersion7());

    public static EntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
