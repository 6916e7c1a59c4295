using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Booking.Store;

/// <summary>
/// What a command asked for, as 32 bytes: stored with its key, so that the same key with another request is told apart from the same
/// request sent twice.
/// </summary>
ref struct RequestHash
{
    readonly Span<byte> buffer;
    int length;

    /// <param name="buffer">Room for the fields; a text counts 32 bytes.</param>
    public RequestHash(Span<byte> buffer) => this.buffer = buffer;

    public void Add(Guid value)
    {
        value.TryWriteBytes(buffer[length..]);
        length += 16;
    }

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer[length..], value);
        length += 8;
    }

    public void Add(string? value) => length += SHA256.HashData(Encoding.UTF8.GetBytes(value ?? ""), buffer[length..]);

    public readonly byte[] ToArray() => SHA256.HashData(buffer[..length]);
}
