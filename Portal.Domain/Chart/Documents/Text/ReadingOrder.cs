namespace Portal.Domain.Chart.Documents.Text;

/// <summary>
/// Turns what stands on a line from left to right into what is read. A PDF says where each letter is and not in which order it is read, so Arabic comes out of it
/// backwards, and the Latin words and numbers within it the other way round. (The bidirectional algorithm of Unicode, backwards and as far as lines need it.)
/// </summary>
static class ReadingOrder
{
    enum Way
    {
        Neutral,
        Left,
        Right,
        Number,
    }

    const string Opening = "([{<«", Closing = ")]}>»";

    /// <param name="cells">From left to right; each is a letter, or several that are one in print, in the order they are read.</param>
    public static string Of(IReadOnlyList<string> cells)
    {
        var ways = cells.Select(WayOf).ToArray();
        JoinNumbers(cells, ways);
        return IsRight(cells) ? string.Concat(OfRight(cells, ways)) : string.Concat(OfLeft(cells, ways));
    }

    /// <summary>Whether a line of these is read from the right.</summary>
    public static bool IsRight(IEnumerable<string> cells)
    {
        var balance = 0;
        foreach (var cell in cells)
            balance += WayOf(cell) switch { Way.Right => 1, Way.Left => -1, _ => 0 };
        return balance > 0;
    }

    // all backwards, but each stretch of Latin words and each number as it stands
    static List<string> OfRight(IReadOnlyList<string> cells, Way[] ways)
    {
        var read = new List<string>(cells.Count);
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            var from = StretchBefore(ways, i);
            if (from < 0)
            {
                read.Add(ways[i] == Way.Neutral ? Mirrored(cells[i]) : cells[i]);
                continue;
            }

            for (var j = from; j <= i; j++)
                read.Add(cells[j]);
            i = from;
        }

        return read;
    }

    // as it stands, but each stretch of Arabic backwards, its numbers as they stand
    static List<string> OfLeft(IReadOnlyList<string> cells, Way[] ways)
    {
        var read = new List<string>(cells.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            if (ways[i] != Way.Right)
            {
                read.Add(cells[i]);
                continue;
            }

            var to = i;
            for (var j = i; j < cells.Count && ways[j] != Way.Left; j++)
                if (ways[j] == Way.Right)
                    to = j;
            var length = to - i + 1;
            read.AddRange(OfRight([.. cells.Skip(i).Take(length)], ways[i..(to + 1)]));
            i = to;
        }

        return read;
    }

    // the first cell of the Latin stretch or the number that ends here; below zero where none does
    static int StretchBefore(Way[] ways, int end)
    {
        if (ways[end] is not (Way.Left or Way.Number))
            return -1;
        var (from, number, hasLatin) = (end, end, false);
        for (var j = end; j >= 0 && ways[j] != Way.Right; j--)
        {
            hasLatin |= ways[j] == Way.Left;
            if (ways[j] != Way.Neutral)
                from = j;
            if (number == j + 1 && ways[j] == Way.Number)
                number = j;
        }

        return hasLatin ? from : number;
    }

    // what stands within a number is of it: 7.2, 120/80, 05-11-2026
    static void JoinNumbers(IReadOnlyList<string> cells, Way[] ways)
    {
        for (var i = 1; i < ways.Length - 1; i++)
            if (ways[i] == Way.Neutral && ways[i - 1] == Way.Number && ways[i + 1] == Way.Number && cells[i] is "." or "," or "/" or ":" or "-" or "٫" or "٬")
                ways[i] = Way.Number;
    }

    static Way WayOf(string cell)
    {
        foreach (var c in cell)
        {
            if (char.IsDigit(c))
                return Way.Number;
            if (c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') && c is not ('،' or '؛' or '؟' or '٪' or '٫' or '٬'))
                return Way.Right;
            if (char.IsLetter(c))
                return Way.Left;
        }

        return Way.Neutral;
    }

    static string Mirrored(string cell) =>
        cell.Length != 1 ? cell : Opening.IndexOf(cell[0], StringComparison.Ordinal) is >= 0 and var o ? Closing[o..(o + 1)] : Closing.IndexOf(cell[0], StringComparison.Ordinal) is >= 0 and var c ? Opening[c..(c + 1)] : cell;
}
