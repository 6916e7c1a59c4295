using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Portal.Domain.Booking.Turns;

namespace Portal.Features.Booking.Turns;

/// <summary>What a live part of a page shows, as a few letters: a page whose letters are the server's need not be fetched again.</summary>
static class LiveDigest
{
    public static string Of(MyTurn.View? turn) => turn is null ? "none" : Short(string.Create(CultureInfo.InvariantCulture,
        $"{turn.Number} {turn.Phase} {turn.Ahead} {turn.Absent} {turn.Now} {Seconds(turn.Expected?.From)} {Seconds(turn.Expected?.To)}"));

    public static string Of(IEnumerable<MyTurn.View?> turns) => Short(string.Join('|', turns.Select(Of)));

    public static string Of(ReadDisplay.Board board) => Short(string.Join('|', board.Panels.Select(panel =>
        $"{panel.DoctorEn}:{string.Join(',', panel.Now)}:{string.Join(',', panel.Next)}")));

    static long? Seconds(Instant? instant) => instant?.ToUnixTimeSeconds();

    static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(..8));
}
