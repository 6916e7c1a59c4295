using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;

namespace Portal.Tests.Platform.Live;

public sealed class TenantCacheTests : IDisposable
{
    readonly MemoryCache memory = new(new MemoryCacheOptions());
    readonly TenantId tenant = TenantId.New();
    readonly Guid first = Guid.NewGuid(), second = Guid.NewGuid();

    TenantCache Cache => field ??= new(memory);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => memory.Dispose();

    [Fact]
    public async Task Only_what_is_not_kept_is_read()
    {
        var asked = new List<Guid>();
        (await GetAsync([first], Read)).ShouldBe([$"{first}"]);
        (await GetAsync([second, first], Read)).ShouldBe([$"{second}", $"{first}"]);
        Cache.Forget(tenant, "days", [first]);
        await GetAsync([second, first], Read);
        asked.ShouldBe([first, second, first]);

        Task<IReadOnlyList<string>> Read(IReadOnlyList<Guid> missing)
        {
            asked.AddRange(missing);
            return Task.FromResult<IReadOnlyList<string>>([.. missing.Select(id => $"{id}")]);
        }
    }

    [Fact]
    public async Task Who_asks_while_it_is_read_waits_for_the_same_reading()
    {
        var reading = new TaskCompletionSource<IReadOnlyList<string>>();
        var one = GetAsync([first], _ => reading.Task);
        var other = GetAsync([first], _ => throw new InvalidOperationException("it is being read"));
        reading.SetResult(["read"]);
        (await one).ShouldBe(["read"]);
        (await other).ShouldBe(["read"]);
    }

    [Fact]
    public async Task What_changed_while_it_was_read_is_read_again()
    {
        var reading = new TaskCompletionSource<IReadOnlyList<string>>();
        var before = GetAsync([first], _ => reading.Task);
        Cache.Forget(tenant, "days", [first]);
        reading.SetResult(["before"]);
        (await before).ShouldBe(["before"]);
        (await GetAsync([first], _ => Task.FromResult<IReadOnlyList<string>>(["after"]))).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        await Should.ThrowAsync<TimeoutException>(() => GetAsync([first], _ => throw new TimeoutException()));
        (await GetAsync([first], _ => Task.FromResult<IReadOnlyList<string>>(["read"]))).ShouldBe(["read"]);
    }

    [Fact]
    public async Task One_tenants_things_are_not_anothers()
    {
        await GetAsync([first], _ => Task.FromResult<IReadOnlyList<string>>(["mine"]));
        (await Cache.GetEachAsync<string>(TenantId.New(), "days", [first], _ => Task.FromResult<IReadOnlyList<string>>(["theirs"]), Cancellation)).ShouldBe(["theirs"]);
    }

    Task<string[]> GetAsync(IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, Task<IReadOnlyList<string>>> read) => Cache.GetEachAsync(tenant, "days", ids, read, Cancellation);
}
