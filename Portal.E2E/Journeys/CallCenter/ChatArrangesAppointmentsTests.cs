using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>
/// A patient books for the mother by chat and corrects the day; the desk has it on its calendar. Later, from another phone, the appointment is moved
/// and cancelled with a code. The same with the scripted mind and with a language model.
/// </summary>
public sealed class ChatArrangesAppointmentsTests(RunningPortal portal, PortalWithModel withModel, Chromium chromium) : IClassFixture<PortalWithModel>
{
    [Theory]
    [InlineData("ar", false, "0106667101")]
    [InlineData("en", false, "0106667102")]
    [InlineData("ar", true, "0106667103")]
    [InlineData("en", true, "0106667104")]
    public async Task Booked_for_the_mother_with_a_corrected_day_then_moved_and_cancelled_with_a_code(string language, bool model, string number)
    {
        var words = ChatWords.Of(language);
        var (first, second) = ChatWords.TwoDays();
        var (typed, phone) = (number + "1", "+2" + number + "1");
        var name = $"{words.Person} {(model ? language == "ar" ? "فؤاد" : "Ford" : language == "ar" ? "عزمي" : "Reed")}";

        var chat = await OpenAsync(words, model, Device.Phone, language);
        await chat.SayAsync(words.BookForMother(ChatWords.Name(first, language)));
        await chat.SayAsync(words.NoRather(ChatWords.Name(second, language)));
        await Assertions.Expect(chat.Choices.First).ToBeVisibleAsync();
        await chat.ChooseFirstAsync();
        await chat.SayAsync($"{name} {typed}");
        var code = await portal.SecretSentToAsync(phone);
        await chat.SayAsync(code);
        (await chat.SayAsync(words.Yes)).ShouldContain(words.Booked);

        // a reload loses nothing
        await chat.Page.ReloadAsync();
        await Assertions.Expect(chat.Log).ToContainTextAsync(words.Booked);

        var desk = new DeskScreen(await chromium.VisitorAsync(portal, words.Clinic, Device.Desktop, language), language);
        await desk.OpenAsync($"reception@{words.Clinic}.example", second.ToString("yyyy-MM-dd", null));
        await Assertions.Expect(desk.Card(name)).ToBeVisibleAsync();

        var other = await OpenAsync(words, model, Device.Desktop, language);
        await other.SayAsync(words.Move);
        await other.SayAsync(typed);
        await other.SayAsync(await portal.SecretSentToAsync(phone, code));
        await other.SayAsync(words.On(ChatWords.Name(first, language)));
        await other.ChooseFirstAsync();
        (await other.SayAsync(words.Yes)).ShouldContain(words.Moved);
        await Assertions.Expect(desk.Card(name)).ToHaveCountAsync(0); // it has left that day

        await other.SayAsync(words.Cancel);
        (await other.SayAsync(words.Yes)).ShouldContain(words.Cancelled);
        (await portal.ScalarAsync("select string_agg(a.status, ',') from portal.appointments a join portal.patients p on p.tenant_id = a.tenant_id and p.id = a.patient_id where p.phone = $1", phone)).ShouldBe("Cancelled");
        if (model)
            withModel.Model.Requests.ShouldNotBeEmpty();
    }

    async Task<ChatScreen> OpenAsync(ChatWords words, bool model, Device device, string language)
    {
        var chat = new ChatScreen(await chromium.VisitorAsync(model ? withModel.Address(words.Clinic) : portal.Address(words.Clinic), device, language));
        await chat.OpenAsync();
        return chat;
    }
}
