using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Smtp;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

public sealed class MessagesTests(PostgresServer server) : IAsyncLifetime
{
    readonly SmtpServer smtp = new();
    TestPortal portal = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static readonly QueueMessage.Draft Code = new(MessageChannel.Sms, "+201001234567", "code", "ar", "رمزك 482913 لا تعطه لأحد", Secret: "482913");

    static readonly QueueMessage.Draft Mail = new(
        MessageChannel.Email, "mona@example.com", "password.reset", "ar", "مرحبًا منى\nhttps://x.example/reset/abc", "كلمة مرور جديدة", "abc");

    async Task StartAsync(bool mailServer = false, bool reveal = false, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>();
        if (mailServer)
            settings = new()
            {
                ["Smtp:Host"] = "127.0.0.1", ["Smtp:Port"] = $"{smtp.Port}", ["Smtp:UseTls"] = "false", ["Smtp:From"] = "Portal <no-reply@portal.example>",
            };
        foreach (var (key, value) in more)
            settings[$"Smtp:{key}"] = value;
        portal = new TestPortal(server)
        {
            Configure = services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
                .Configure<NotificationsOptions>(o => o.RevealSecrets = reveal),
        };
        await portal.InitializeAsync();
    }

    async Task QueueAsync(TenantId tenant, QueueMessage.Draft draft)
    {
        await using var scope = portal.Scope(tenant);
        await scope.Get<QueueMessage>().ExecuteAsync(draft, Cancellation);
    }

    async Task<ListMessages.Item> OnlyMessageAsync(TenantId tenant)
    {
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Receptionist));
        return (await scope.Get<ListMessages>().ExecuteAsync(new(), Cancellation)).Value.Messages.ShouldHaveSingleItem();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await smtp.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_sender_a_message_is_kept_and_its_secret_masked()
    {
        await StartAsync();
        var tenant = TenantId.New();
        await QueueAsync(tenant, Code);
        await portal.DrainOutboxAsync();
        var message = await OnlyMessageAsync(tenant);
        message.Status.ShouldBe(MessageStatus.Kept);
        message.Body.ShouldBe("رمزك •••• لا تعطه لأحد");
        message.Secret.ShouldBeNull();
    }

    [Fact]
    public async Task A_developer_sees_the_secret()
    {
        await StartAsync(reveal: true);
        var tenant = TenantId.New();
        await QueueAsync(tenant, Code);
        var message = await OnlyMessageAsync(tenant);
        (message.Secret, message.Body).ShouldBe(("482913", Code.Body));
    }

    [Fact]
    public async Task Messages_come_newest_first_a_page_at_a_time_and_from_the_own_clinic_alone()
    {
        await StartAsync();
        var tenant = TenantId.New();
        foreach (var n in Enumerable.Range(1, 5))
        {
            await QueueAsync(tenant, Code with { Template = $"t{n}" });
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await QueueAsync(TenantId.New(), Code);
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Administrator));
        var first = (await scope.Get<ListMessages>().ExecuteAsync(new(0, 3), Cancellation)).Value;
        var second = (await scope.Get<ListMessages>().ExecuteAsync(new(3, 3), Cancellation)).Value;
        (string.Join(' ', first.Messages.Select(m => m.Template)), first.HasMore).ShouldBe(("t5 t4 t3", true));
        (string.Join(' ', second.Messages.Select(m => m.Template)), second.HasMore).ShouldBe(("t2 t1", false));
    }

    [Theory]
    [InlineData(MessagesFilter.All, null, "busy failed kept old")]
    [InlineData(MessagesFilter.ToSend, null, "kept old")]
    [InlineData(MessagesFilter.Failed, null, "failed")]
    [InlineData(MessagesFilter.Sent, null, "busy")]
    [InlineData(MessagesFilter.All, " MONA@example ", "busy failed")]
    [InlineData(MessagesFilter.All, "مرحبًا", "busy failed")]
    [InlineData(MessagesFilter.All, "كلمة مرور", "busy failed")]
    [InlineData(MessagesFilter.Failed, "example", "failed")]
    [InlineData(MessagesFilter.All, "0100 123", "kept")]
    [InlineData(MessagesFilter.All, "٠١٠٠١٢٣", "kept")]
    [InlineData(MessagesFilter.All, "100%", "old")]
    [InlineData(MessagesFilter.All, "a_b", "old")]
    [InlineData(MessagesFilter.All, @"c:\", "old")]
    [InlineData(MessagesFilter.All, "482913", "")]
    [InlineData(MessagesFilter.All, "4829", "")]
    [InlineData(MessagesFilter.All, "reset/abc", "")]
    [InlineData(MessagesFilter.All, "nobody", "")]
    public async Task A_filter_and_a_search_look_at_all_messages_and_never_behind_the_mask(MessagesFilter filter, string? search, string found)
    {
        await StartAsync();
        var tenant = TenantId.New();
        await QueueAsync(tenant, new(MessageChannel.Sms, "+201118887766", "old", "en", @"100% a_b c:\"));
        await QueueAsync(tenant, Code with { Template = "kept" });
        await QueueAsync(tenant, Mail with { Template = "failed" });
        await QueueAsync(tenant, Mail with { Template = "busy" });
        await portal.AsSuperuserAsync<string>($"update messages set status = 'Failed' where tenant_id = '{tenant}' and template = 'failed' returning status");
        await portal.AsSuperuserAsync<string>($"update messages set status = 'Sent' where tenant_id = '{tenant}' and template = 'busy' returning status");
        await QueueAsync(TenantId.New(), Code);

        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Receptionist));
        var page = (await scope.Get<ListMessages>().ExecuteAsync(new(Filter: filter, Search: search), Cancellation)).Value;
        string.Join(' ', page.Messages.Select(m => m.Template).Order()).ShouldBe(found);
        if (page.Messages.Count > 1)
        {
            var second = (await scope.Get<ListMessages>().ExecuteAsync(new(1, 1, filter, search), Cancellation)).Value;
            (second.Messages.ShouldHaveSingleItem().Id, second.HasMore).ShouldBe((page.Messages[1].Id, page.Messages.Count > 2));
        }
    }

    [Fact]
    public async Task A_developer_may_search_for_the_secret_too()
    {
        await StartAsync(reveal: true);
        var tenant = TenantId.New();
        await QueueAsync(tenant, Code);
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Receptionist));
        (await scope.Get<ListMessages>().ExecuteAsync(new(Search: "482913"), Cancellation)).Value.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_the_desk_and_the_administrator_read_messages()
    {
        await StartAsync();
        var tenant = TenantId.New();
        foreach (var caller in new[] { TestPortal.Staff(StaffRole.Doctor), TestPortal.Patient("+201001234567"), TestPortal.Visitor })
        {
            await using var scope = portal.Scope(tenant, caller);
            (await scope.Get<ListMessages>().ExecuteAsync(new(), Cancellation)).Error.ShouldBe(MessagesError.Forbidden);
            (await scope.Get<MarkSentByHand>().ExecuteAsync(new(Guid.NewGuid()), Cancellation)).Error.ShouldBe(MessagesError.Forbidden);
        }

        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{tenant}' and outcome = 'Forbidden'")).ShouldBe(6);
    }

    [Fact]
    public async Task A_kept_message_is_sent_by_hand_once()
    {
        await StartAsync();
        var tenant = TenantId.New();
        await QueueAsync(tenant, Code);
        var id = (await OnlyMessageAsync(tenant)).Id;
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Receptionist));
        (await scope.Get<MarkSentByHand>().ExecuteAsync(new(id), Cancellation)).Succeeded.ShouldBeTrue();
        (await scope.Get<MarkSentByHand>().ExecuteAsync(new(id), Cancellation)).Error.ShouldBe(MessagesError.NotKept);
        (await scope.Get<MarkSentByHand>().ExecuteAsync(new(Guid.NewGuid()), Cancellation)).Error.ShouldBe(MessagesError.NotFound);
        (await OnlyMessageAsync(tenant)).Status.ShouldBe(MessageStatus.Sent);
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{tenant}' and action = 'message.sent_by_hand' and outcome = 'done'"))
            .ShouldBe(1);
    }

    [Fact]
    public async Task With_a_mail_server_an_e_mail_goes_out_in_Arabic()
    {
        await StartAsync(mailServer: true);
        var tenant = TenantId.New();
        await QueueAsync(tenant, Mail);
        await QueueAsync(TenantId.New(), Code); // an SMS has no sender and stays
        await portal.DrainOutboxAsync();

        var received = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(smtp.Received.ShouldHaveSingleItem())), Cancellation);
        received.Subject.ShouldBe("كلمة مرور جديدة");
        received.TextBody!.ReplaceLineEndings("\n").TrimEnd().ShouldBe(Mail.Body);
        received.To.ToString().ShouldBe("mona@example.com");
        received.From.Mailboxes.Single().Name.ShouldBe("Portal");
        var message = await OnlyMessageAsync(tenant);
        (message.Status, message.Attempts, message.SentAt).ShouldBe((MessageStatus.Sent, 1, portal.Now));
    }

    [Theory]
    [InlineData("right", MessageStatus.Sent)]
    [InlineData("wrong", MessageStatus.Pending)]
    public async Task A_server_that_wants_a_login_gets_it(string password, MessageStatus becomes)
    {
        smtp.Login = ("portal", "right");
        await StartAsync(mailServer: true, more: [("User", "portal"), ("Password", password)]);
        var tenant = TenantId.New();
        await QueueAsync(tenant, Mail);
        await portal.DrainOutboxAsync();

        (await OnlyMessageAsync(tenant)).Status.ShouldBe(becomes);
        smtp.Received.Count.ShouldBe(becomes == MessageStatus.Sent ? 1 : 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_encryption_that_can_be_trusted_nothing_is_told(bool encrypts)
    {
        (smtp.Encrypts, smtp.Login) = (encrypts, ("portal", "right"));
        await StartAsync(mailServer: true, more: [("UseTls", "true"), ("User", "portal"), ("Password", "right")]);
        var tenant = TenantId.New();
        await QueueAsync(tenant, Mail);
        await portal.DrainOutboxAsync();

        (await OnlyMessageAsync(tenant)).Status.ShouldBe(MessageStatus.Pending, "it is tried again");
        smtp.Heard.ShouldAllBe(line => line.StartsWith("EHLO") || line == "STARTTLS" || line == "QUIT");
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_later()
    {
        await StartAsync(mailServer: true);
        var tenant = TenantId.New();
        smtp.RecipientAnswer = "451 busy";
        await QueueAsync(tenant, Mail);
        await portal.DrainOutboxAsync();
        var waiting = await OnlyMessageAsync(tenant);
        (waiting.Status, waiting.Attempts).ShouldBe((MessageStatus.Pending, 1));
        waiting.Failure.ShouldNotBeNull();

        smtp.RecipientAnswer = "250 ok";
        await portal.DrainOutboxAsync();
        smtp.Received.ShouldBeEmpty(); // not at once
        portal.Clock.Advance(TimeSpan.FromSeconds(3));
        await portal.DrainOutboxAsync();
        (await OnlyMessageAsync(tenant)).Status.ShouldBe(MessageStatus.Sent);
        smtp.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_fails_at_once_and_a_busy_server_after_ten_attempts()
    {
        await StartAsync(mailServer: true);
        var (refused, busy) = (TenantId.New(), TenantId.New());
        smtp.RecipientAnswer = "550 nobody here";
        await QueueAsync(refused, Mail);
        await portal.DrainOutboxAsync();
        var failed = await OnlyMessageAsync(refused);
        (failed.Status, failed.Attempts).ShouldBe((MessageStatus.Failed, 1));
        failed.Failure.ShouldNotBeNull().ShouldContain("550");

        smtp.RecipientAnswer = "451 busy";
        await QueueAsync(busy, Mail);
        for (var i = 0; i < SendQueuedMessage.MostAttempts; i++)
        {
            await portal.DrainOutboxAsync();
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        var given = await OnlyMessageAsync(busy);
        (given.Status, given.Attempts).ShouldBe((MessageStatus.Failed, SendQueuedMessage.MostAttempts));
        (await portal.AsSuperuserAsync<long>("select count(*) from outbox where processed_at is null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_is_written_with_its_cause_or_not_at_all()
    {
        await StartAsync(mailServer: true);
        var tenant = TenantId.New();
        await using (var scope = portal.Scope(tenant))
        {
            await using var db = scope.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            scope.Get<QueueMessage>().Add(db, Mail);
            await db.SaveChangesAsync(Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        await portal.DrainOutboxAsync();
        smtp.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Smtp:From", "")]
    [InlineData("Smtp:Port", "0")]
    [InlineData("Smtp:User", "somebody")]
    public async Task Wrong_settings_are_told_at_the_start(string key, string value)
    {
        await StartAsync();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "mail.example", ["Smtp:From"] = "a@b.example", [key] = value,
        }).Build());
        services.AddNotifications();
        await using var provider = services.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SmtpOptions>>().Value);
    }
}
