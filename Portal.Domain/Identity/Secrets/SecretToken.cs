using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Identity.Secrets;

/// <summary>A random token for a link: what is sent, and what is kept of it.</summary>
static class SecretToken
{
    public static (string Text, byte[] Hash) Create()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (text, Hash(text));
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
