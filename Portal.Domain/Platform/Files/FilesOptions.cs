using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Platform.Files;

/// <summary>Section <c>Files</c>: where documents are kept. In the folder, unless an S3 store is named.</summary>
public sealed class FilesOptions : IValidatableObject
{
    public const string Section = "Files";

    /// <summary>Of this machine; relative to where the process was started.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine(".local", "files");

    public S3Options S3 { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Folder.Contains('\0', StringComparison.Ordinal))
            yield return new("Files:Folder is no path.", [nameof(Folder)]);
        foreach (var fault in S3.Faults())
            yield return new(fault, [nameof(S3)]);
    }
}

/// <summary>Section <c>Files:S3</c>.</summary>
public sealed class S3Options
{
    /// <summary>Such as <c>https://s3.eu-central-1.amazonaws.com</c> or <c>http://minio:9000</c>. Without one files are kept in the folder.</summary>
    public string? Endpoint { get; set; }

    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>Made where it is missing and the key may make it.</summary>
    public string Bucket { get; set; } = "portal";

    public string Region { get; set; } = "us-east-1";

    internal bool IsSet => !string.IsNullOrWhiteSpace(Endpoint);

    internal Uri Address => new(Endpoint!.Contains("://", StringComparison.Ordinal) ? Endpoint : "https://" + Endpoint);

    internal IEnumerable<string> Faults()
    {
        if (!IsSet)
            yield break;
        if (!Uri.TryCreate(Endpoint!.Contains("://", StringComparison.Ordinal) ? Endpoint : "https://" + Endpoint, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.AbsolutePath != "/")
            yield return "Files:S3:Endpoint must be an address such as https://s3.example.com.";
        if (string.IsNullOrWhiteSpace(AccessKey) || string.IsNullOrWhiteSpace(SecretKey))
            yield return "Files:S3:AccessKey and Files:S3:SecretKey are needed where Files:S3:Endpoint is set.";
        if (string.IsNullOrWhiteSpace(Bucket))
            yield return "Files:S3:Bucket is missing.";
        if (string.IsNullOrWhiteSpace(Region))
            yield return "Files:S3:Region is missing.";
    }
}
