using NodaTime;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class OneTimeCodeTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const string Phone = "+201005550101";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<Result<CodeSent, SendCodeError>> SendAsync(TestClinic clinic, string phone = Phone, string? address = null)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<SendCode>().ExecuteAsync(new(phone, "en", address), Cancellation);
    }

    async Task<Result<PhoneProof, VerifyCodeError>> VerifyAsync(TestClinic clinic, string code, string phone = Phone)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<VerifyCode>().ExecuteAsync(new(phone, code), Cancellation);
    }

    async Task<string> SentCodeAsync(TestClinic clinic)
    {
        (await SendAsync(clinic)).Succeeded.ShouldBeTrue();
        return (await clinic.LastSecretAsync(Phone))!;
    }

    static string Other(string code) => code == "000000" ? "000001" : "000000";

    [Fact]
    public async Task The_code_that_was_sent_proves_the_phone_and_makes_the_caller_that_patient()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var sent = await SendAsync(clinic, "0100 555 0101");
        sent.Value.ShouldBe(new CodeSent(Phone, portal.Now + Duration.FromMinutes(5), portal.Now + Duration.FromMinutes(1)));

        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var proof = await scope.Get<VerifyCode>().ExecuteAsync(new(Phone, (await clinic.LastSecretAsync(Phone))!), Cancellation);
        (proof.Value.Phone, proof.Value.Tenant).ShouldBe((Phone, clinic.Id));
        (scope.Get<Caller>().Kind, scope.Get<Caller>().Phone).ShouldBe((CallerKind.Patient, Phone));
    }

    [Fact]
    public async Task A_code_typed_in_Arabic_digits_with_a_space_is_the_same_code()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        var typed = Domain.Platform.Text.Digits.ToArabic(code).Insert(3, " ");
        (await VerifyAsync(clinic, typed)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        (await VerifyAsync(clinic, code)).Succeeded.ShouldBeTrue();
        (await VerifyAsync(clinic, code)).Error.ShouldBe(VerifyCodeError.Refused);
    }

    [Fact]
    public async Task The_same_code_answered_many_times_at_once_lets_one_in()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VerifyAsync(clinic, code)));
        answers.Count(a => a.Succeeded).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_is_dead_after_five_minutes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        (await VerifyAsync(clinic, code)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task After_five_wrong_answers_the_right_one_is_refused_too()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        for (var i = 0; i < 5; i++)
            (await VerifyAsync(clinic, Other(code))).Succeeded.ShouldBeFalse();
        (await VerifyAsync(clinic, code)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Wrong_answers_sent_all_at_once_are_all_counted()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var code = await SentCodeAsync(clinic);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => VerifyAsync(clinic, Other(code))));
        (await VerifyAsync(clinic, code)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task An_earlier_code_that_comes_late_still_works_and_then_neither_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await SentCodeAsync(clinic);
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        var second = await SentCodeAsync(clinic);
        (await VerifyAsync(clinic, first)).Succeeded.ShouldBeTrue();
        (await VerifyAsync(clinic, second)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_of_one_clinic_opens_nothing_at_another()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var code = await SentCodeAsync(clinic);
        (await VerifyAsync(other, code)).Succeeded.ShouldBeFalse();
        (await VerifyAsync(clinic, code)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_for_one_phone_does_not_prove_another()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await VerifyAsync(clinic, await SentCodeAsync(clinic), "+201005550199")).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_phone_gets_one_code_a_minute_and_five_an_hour()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        for (var i = 0; i < 5; i++)
        {
            (await SendAsync(clinic)).Succeeded.ShouldBeTrue();
            (await SendAsync(clinic)).Error.ShouldBe(SendCodeError.TooSoon);
            portal.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        (await SendAsync(clinic)).Error.ShouldBe(SendCodeError.TooMany);
        portal.Clock.Advance(TimeSpan.FromMinutes(56));
        (await SendAsync(clinic)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_used_the_last_code_gets_the_next_without_a_wait()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await VerifyAsync(clinic, await SentCodeAsync(clinic))).Succeeded.ShouldBeTrue();
        (await SendAsync(clinic)).Succeeded.ShouldBeTrue();
        (await SendAsync(clinic)).Error.ShouldBe(SendCodeError.TooSoon);
    }

    [Fact]
    public async Task One_address_gets_twenty_codes_an_hour_and_others_are_not_held_up()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        for (var i = 0; i < 20; i++)
            (await SendAsync(clinic, $"+2010055502{i:D2}", "203.0.113.7")).Succeeded.ShouldBeTrue();
        (await SendAsync(clinic, "+201005550300", "203.0.113.7")).Error.ShouldBe(SendCodeError.TooMany);
        (await SendAsync(clinic, "+201005550300", "203.0.113.8")).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Twelve_requests_for_one_phone_at_once_send_one_code()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SendAsync(clinic, Phone, $"198.51.100.{i}")));
        answers.Count(a => a.Succeeded).ShouldBe(1);
        (await portal.AsSuperuserAsync<long>($"select count(*) from messages where tenant_id = '{clinic.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_phone_number_is_sent_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SendAsync(clinic, "12")).Error.ShouldBe(SendCodeError.InvalidPhone);
    }

    [Fact]
    public async Task Neither_phone_nor_address_nor_code_is_readable_in_the_table_or_the_audit_trail()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SendAsync(clinic, Phone, "203.0.113.9")).Succeeded.ShouldBeTrue();
        var code = (await clinic.LastSecretAsync(Phone))!;
        await VerifyAsync(clinic, Other(code));
        await VerifyAsync(clinic, code);
        (await clinic.AuditAsync("code.send")).ShouldBe(["done"]);
        (await clinic.AuditAsync("code.verify")).ShouldBe(["Refused", "done"]);
        var rows = await portal.AsSuperuserAsync<string>(
            $"select string_agg(a::text, '') || (select string_agg(c::text, '') from one_time_codes c where c.tenant_id = '{clinic.Id}') from audit_entries a where a.tenant_id = '{clinic.Id}'");
        rows.ShouldNotContain(Phone.TrimStart('+'));
        rows.ShouldNotContain("203.0.113.9");
        rows.ShouldNotContain($",{code},");
    }
}
