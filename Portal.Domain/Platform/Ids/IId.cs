namespace Portal.Domain.Platform.Ids;

/// <summary>An identifier with a type of its own, so that a patient's id can never be passed where a practitioner's is meant.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
