using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Platform;

namespace Portal.Features.Booking.Book;

/// <summary>A phone that a code was sent to, and is not proved yet.</summary>
/// <param name="Phone">E.164.</param>
sealed record SignInDraft(string Phone, Instant SentAt);

/// <summary>The cookies of somebody who books or signs in: the random key that their hold belongs to, and the sealed drafts of both forms.</summary>
sealed class VisitorCookies(IHttpContextAccessor http, IDataProtectionProvider protection, TenantContext tenant)
{
    public const string Visitor = "visitor";
    public const string Draft = "booking";
    public const string SignIn = "signing-in";

    const string DraftPath = "/book";
    const string SignInPath = "/me";

    static readonly JsonSerializerOptions Json = new() { Converters = { new InstantConverter(), new LocalDateConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    (bool Read, BookingDraft? Draft) draft;
    Guid? visitor;

    HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("The cookies of a visitor are read in a request alone.");

    public Guid? CurrentVisitor => visitor ??= Guid.TryParse(Context.Request.Cookies[Visitor], out var key) ? key : null;

    /// <summary>The visitor's key; a new one is given to who has none.</summary>
    public Guid EnsureVisitor()
    {
        if (CurrentVisitor is { } key)
            return key;
        visitor = Guid.NewGuid();
        Context.Response.Cookies.Append(Visitor, visitor.Value.ToString("N"), Options("/", TimeSpan.FromDays(1)));
        return visitor.Value;
    }

    public BookingDraft? ReadDraft()
    {
        if (!draft.Read)
            draft = (true, Unseal<BookingDraft>(Draft));
        return draft.Draft;
    }

    public void WriteDraft(BookingDraft changed)
    {
        draft = (true, changed);
        Seal(Draft, changed, DraftPath);
    }

    public void ClearDraft()
    {
        draft = (true, null);
        Context.Response.Cookies.Delete(Draft, Options(DraftPath, null));
    }

    public SignInDraft? ReadSignIn() => Unseal<SignInDraft>(SignIn);

    public void WriteSignIn(SignInDraft changed) => Seal(SignIn, changed, SignInPath);

    public void ClearSignIn() => Context.Response.Cookies.Delete(SignIn, Options(SignInPath, null));

    void Seal<T>(string name, T value, string path) =>
        Context.Response.Cookies.Append(name, Protector(name).Protect(JsonSerializer.Serialize(value, Json)), Options(path, TimeSpan.FromHours(2)));

    T? Unseal<T>(string name) where T : class
    {
        try
        {
            return Context.Request.Cookies[name] is { } cookie ? JsonSerializer.Deserialize<T>(Protector(name).Unprotect(cookie), Json) : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null; // of another clinic, of an older release or of nobody: begin anew
        }
    }

    IDataProtector Protector(string name) => protection.CreateProtector("visitor-cookie", name, tenant.Id.ToString());

    CookieOptions Options(string path, TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, IsEssential = true, Path = path, MaxAge = life };

    sealed class LocalDateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LocalDatePattern.Iso.Parse(reader.GetString()!).GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }

    sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.FromUnixTimeTicks(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeTicks());
    }
}
