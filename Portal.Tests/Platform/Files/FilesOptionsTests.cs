using System.ComponentModel.DataAnnotations;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;

namespace Portal.Tests.Platform.Files;

public sealed class FilesOptionsTests
{
    [Fact]
    public void Without_anything_files_are_kept_in_a_folder() => Faults(new()).ShouldBeEmpty();

    [Theory]
    [InlineData("https://s3.example.com", "a", "s", "b", 0)]
    [InlineData("minio:9000", "a", "s", "b", 0)]
    [InlineData("http://minio:9000/path", "a", "s", "b", 1)]
    [InlineData("ftp://minio", "a", "s", "b", 1)]
    [InlineData("https://s3.example.com", null, "s", "b", 1)]
    [InlineData("https://s3.example.com", "a", "", "b", 1)]
    [InlineData("https://s3.example.com", "a", "s", " ", 1)]
    public void An_S3_store_is_named_wholly_or_the_server_does_not_start(string endpoint, string? access, string? secret, string bucket, int faults) =>
        Faults(new() { S3 = new() { Endpoint = endpoint, AccessKey = access, SecretKey = secret, Bucket = bucket } }).Count.ShouldBe(faults);

    [Fact]
    public void A_key_is_made_of_ids_and_begins_with_the_tenant()
    {
        var key = new FileKey(TenantId.New(), FileId.New());
        key.ToString().ShouldBe($"{key.Tenant.Value:N}/{key.Id.Value.ToString("N")[^2..]}/{key.Id.Value:N}");
    }

    static List<ValidationResult> Faults(FilesOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true);
        return faults;
    }
}
