using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Files;

public readonly record struct FileId(Guid Value) : IId<FileId>
{
    public static FileId New() => new(Guid.CreateVersion7());

    public static FileId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where a file lies in a store. Made of ids alone, so that no name given by a person ever becomes part of a path.</summary>
public readonly record struct FileKey(TenantId Tenant, FileId Id)
{
    /// <summary>The tenant, two digits that spread files over folders, and the file. (The end of an id spreads; its beginning is the time.)</summary>
    public override string ToString()
    {
        var id = Id.Value.ToString("N");
        return $"{Tenant.Value:N}/{id[^2..]}/{id}";
    }
}
