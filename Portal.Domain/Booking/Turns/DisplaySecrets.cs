using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Booking.Turns;

/// <summary>The secret in a screen's link: 256 random bits, of which only the hash is kept.</summary>
static class DisplaySecrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
