using System.Buffers.Binary;
using System.Text;

namespace Portal.Bench.Desk;

/// <summary>
/// Reads of a circuit's render batch which elements can be clicked. Layout as ASP.NET Core's RenderBatchWriter writes it: five offsets at the end
/// (updates, reference frames, two lists of what is gone, strings); a frame is 20 bytes and begins with its type.
/// </summary>
sealed class RenderBatch(byte[] bytes)
{
    const int FrameSize = 20, Element = 1, Attribute = 3;

    /// <summary>The handlers of clicks, each with the class of its element.</summary>
    public IEnumerable<(string Class, ulong Handler)> Clickable()
    {
        var frames = Offset(4);
        var (kind, handler) = ("", 0UL);
        for (var i = 0; i < Int(frames); i++)
        {
            var frame = frames + 4 + i * FrameSize;
            if (Int(frame) == Attribute && Text(frame + 4) is var name)
                (kind, handler) = name == "class" ? (Text(frame + 8), handler) : name == "onclick" ? (kind, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(frame + 12))) : (kind, handler);
            else if (Int(frame) == Element)
            {
                if (handler != 0)
                    yield return (kind, handler);
                (kind, handler) = ("", 0);
            }
        }

        if (handler != 0)
            yield return (kind, handler);
    }

    /// <param name="place">1 for the last offset, 5 for the first.</param>
    int Offset(int place) => Int(bytes.Length - 4 * place);

    int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    // the frame holds the number of a string, the table where it begins; its length stands before it, seven bits a byte
    string Text(int at)
    {
        if (Int(at) is not (>= 0 and var number))
            return "";
        var from = Int(Offset(1) + 4 * number);
        var (length, shift, b) = (0, 0, (byte)0);
        do
        {
            b = bytes[from++];
            length |= (b & 127) << shift;
            shift += 7;
        }
        while (b > 127);
        return Encoding.UTF8.GetString(bytes, from, length);
    }
}
