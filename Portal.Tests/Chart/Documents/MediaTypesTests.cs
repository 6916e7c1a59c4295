using System.Text;
using Portal.Domain.Chart.Documents;

namespace Portal.Tests.Chart.Documents;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ", MediaTypes.Pdf)]
    [InlineData("\n\n%PDF-1.4", MediaTypes.Pdf)]
    [InlineData("\u0089PNG\r\n\u001a\n....", MediaTypes.Png)]
    [InlineData("\u00ff\u00d8\u00ff\u00e0..JFIF", MediaTypes.Jpeg)]
    [InlineData("RIFF....WEBPVP8 ", MediaTypes.WebP)]
    [InlineData("II*\0....", MediaTypes.Tiff)]
    [InlineData("MM\0*....", MediaTypes.Tiff)]
    [InlineData("RIFF....WAVEfmt ", null)]
    [InlineData("<html><!-- %PDF-1.4 --><script>", null)]
    [InlineData("  <svg>%PDF-1.4", null)]
    [InlineData("PK\u0003\u0004 %PDF-", null)]
    [InlineData("MZ\u0090 %PDF-", null)]
    [InlineData("GIF89a", null)]
    [InlineData("\u0089PN", null)]
    [InlineData("plain words", null)]
    public void A_file_is_what_it_begins_with(string beginning, string? type) => MediaTypes.Of(Encoding.Latin1.GetBytes(beginning)).ShouldBe(type);

    [Fact]
    public void A_header_that_comes_late_is_none() => MediaTypes.Of([.. new byte[2000], .. "%PDF-1.4"u8]).ShouldBeNull();
}
