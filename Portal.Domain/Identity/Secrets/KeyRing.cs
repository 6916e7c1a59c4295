using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Platform;

namespace Portal.Domain.Identity.Secrets;

/// <summary>
/// Wraps the keys of Data Protection with the key of the configuration (AES-256-GCM) before they are written to the database. A key that
/// protects things for months is wrapped a few times a year, so a random nonce is far from ever coming twice.
/// </summary>
static class KeyRing
{
    const int NonceBytes = 12;
    const int TagBytes = 16;

    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddOptions<KeyRingOptions>().FromSection(KeyRingOptions.Section)
            .Validate(options => options.AreKeys, "DataProtection__Key and DataProtection__PreviousKeys__N are 32 bytes in base64: openssl rand -base64 32.").ValidateOnStart();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyRingOptions>>((management, options) =>
        {
            if (options.Value.Key is { Length: > 0 } key)
                management.XmlEncryptor = new Wrapper(key);
        });
    }

    sealed class Wrapper(string key) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
            var sealed_ = new byte[NonceBytes + TagBytes + plain.Length];
            var (nonce, tag, cipher) = Parts(sealed_);
            RandomNumberGenerator.Fill(nonce.Span);
            using var aes = new AesGcm(Convert.FromBase64String(key), TagBytes);
            aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
            CryptographicOperations.ZeroMemory(plain);
            return new(new XElement("wrapped", Convert.ToBase64String(sealed_)), typeof(KeyRingUnwrapper));
        }
    }

    internal static XElement Unwrap(XElement wrapped, KeyRingOptions options)
    {
        var (nonce, tag, cipher) = Parts(Convert.FromBase64String(wrapped.Value));
        var plain = new byte[cipher.Length];
        foreach (var key in options.PreviousKeys.Prepend(options.Key).OfType<string>().Where(key => key.Length > 0))
        {
            using var aes = new AesGcm(Convert.FromBase64String(key), TagBytes);
            try
            {
                aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
                return XElement.Parse(Encoding.UTF8.GetString(plain));
            }
            catch (AuthenticationTagMismatchException)
            {
                // another key's
            }
        }

        throw new CryptographicException("A key of the key ring was wrapped with none of the configured keys (DataProtection__Key, DataProtection__PreviousKeys__N).");
    }

    static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(Memory<byte> all) =>
        (all[..NonceBytes], all[NonceBytes..(NonceBytes + TagBytes)], all[(NonceBytes + TagBytes)..]);
}

/// <summary>Named in the database with each key it can read: it keeps its name and its place.</summary>
sealed class KeyRingUnwrapper(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => KeyRing.Unwrap(encryptedElement, services.GetRequiredService<IOptions<KeyRingOptions>>().Value);
}
