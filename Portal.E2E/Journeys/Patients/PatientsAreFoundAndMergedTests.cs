using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Patients;

/// <summary>Reception finds somebody in either script and by a piece of the phone, sees that there are two records, makes one of them, and takes it back.</summary>
public sealed class PatientsAreFoundAndMergedTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "شهيرة عبد المنعم", "Shahira Abdelmonem", "شهيره عبدالمنعم", "01066641", "تحتاج كرسيًا متحركًا")]
    [InlineData("en", "Thaddeus Fathy", "ثاديوس فتحي", "thadeus", "01066642", "Needs a wheelchair")]
    public async Task A_person_with_two_records_becomes_one_and_two_again(string language, string name, string other, string typed, string phone, string note)
    {
        var clinic = await portal.ClinicAsync(language);
        var page = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(page).SignInAsync(language == "ar" ? "reception@nour.example" : "reception@cedar.example");
        await page.ArriveAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        var patients = new PatientsScreen(page, language);

        await patients.OpenAsync();
        await patients.AddAsync(other, phone + "777");
        await patients.WriteNoteAsync(note);
        await patients.OpenAsync();
        await patients.AddAsync(name, phone + "777");
        await LookAsync(page, "patient-who", language);

        await patients.OpenAsync();
        await patients.FindAsync(typed, name);
        await patients.FindAsync("41777".Replace("41", phone[^2..], StringComparison.Ordinal), name);
        await LookAsync(page, "patients-found", language);
        await patients.FindAsync(name, name);
        await patients.OpenFirstAsync(name);
        foreach (var tab in (string[])["family", "consents", "visits"])
        {
            await patients.TurnToAsync(tab);
            await LookAsync(page, $"patient-{tab}", language);
        }

        await patients.MergeSuggestedAsync(other);
        await LookAsync(page, "patient-merge", language);
        await patients.ConfirmMergeAsync(other);
        await patients.TurnToAsync("notes");
        await Assertions.Expect(page.GetByText(note)).ToBeVisibleAsync();
        await patients.OpenAsync();
        await patients.FindAsync(other, name); // found through the one that stands
        await patients.OpenFirstAsync(name);

        await patients.TurnToAsync("duplicates");
        await patients.TakeApartAsync(other);
        await patients.TurnToAsync("notes");
        await Assertions.Expect(page.GetByText(note)).ToHaveCountAsync(0);
    }

    static Task LookAsync(IPage page, string name, string language) => Support.Looks.ShouldBeFineAsync(page, $"desk-{name}", Device.Desktop, language, dark: false);
}
