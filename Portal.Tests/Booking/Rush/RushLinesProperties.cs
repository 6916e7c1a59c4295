using CsCheck;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Rush.Model;

namespace Portal.Tests.Booking.Rush;

/// <summary>Who waits behind whom, for any mixture of tickets for one practitioner and for any of several.</summary>
public sealed class RushLinesProperties
{
    static readonly Guid[] Practitioners = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];

    static readonly Gen<WaitingTicket[]> Tickets = Gen.Int[0, 5].ArrayUnique[1, 3].Array[0, 30].Select(all => all
        .Select((line, number) => new WaitingTicket(BookingTicketId.New(), number, [.. line.Select(p => Practitioners[p]).Order()])).ToArray());

    [Fact]
    public void Every_ticket_stands_in_one_line_and_in_its_order() => Tickets.Sample(tickets =>
    {
        var lines = RushLines.Apart(tickets);
        lines.SelectMany(line => line).OrderBy(t => t.Number).ShouldBe(tickets);
        lines.ShouldAllBe(line => line.Select(t => t.Number).SequenceEqual(line.Select(t => t.Number).Order()));
    });

    [Fact]
    public void Lines_that_are_worked_off_at_once_have_no_practitioner_in_common() => Tickets.Sample(tickets =>
    {
        var lines = RushLines.Apart(tickets);
        lines.Sum(line => line.SelectMany(t => t.Line).Distinct().Count()).ShouldBe(tickets.SelectMany(t => t.Line).Distinct().Count());
    });

    [Fact]
    public void Practitioners_whom_no_ticket_ties_together_have_lines_of_their_own() => Gen.Int[0, 5].Array[0, 40].Sample(who =>
        RushLines.Apart([.. who.Select((p, number) => new WaitingTicket(BookingTicketId.New(), number, [Practitioners[p]]))]).Count.ShouldBe(who.Distinct().Count()));
}
