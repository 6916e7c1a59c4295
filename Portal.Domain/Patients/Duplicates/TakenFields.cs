using System.Text.Json;
using NodaTime.Text;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>What the record that stands takes over from the one that is merged into it. What is not taken is kept in the merged one.</summary>
[Flags]
public enum Takes
{
    None = 0,
    Name = 1,
    OtherName = 2,
    Phone = 4,
    Language = 8,
    BirthDate = 16,
    Gender = 32,
    Address = 64,
    Emergency = 128,
    FileNumber = 256,
    NationalId = 512,
}

/// <summary>Carries fields from one record to another and back. Each field is a text here, as it stands in the row of the merge.</summary>
static class TakenFields
{
    sealed record Change(string Field, string? Before, string? After);

    sealed record Field(Takes Take, string Name, Func<Patient, string?> Get, Action<Patient, string?> Set);

    static readonly Field[] All =
    [
        new(Takes.Name, "name", p => p.Name, (p, text) => p.Name = text!),
        new(Takes.OtherName, "other_name", p => p.OtherName, (p, text) => p.OtherName = text),
        new(Takes.Phone, "phone", p => p.Phone, (p, text) => p.Phone = text!),
        new(Takes.Language, "language", p => p.Language, (p, text) => p.Language = text!),
        new(Takes.BirthDate, "birth_date", p => p.BirthDate is { } born ? LocalDatePattern.Iso.Format(born) : null, (p, text) => p.BirthDate = text is null ? null : LocalDatePattern.Iso.Parse(text).Value),
        new(Takes.Gender, "gender", p => p.Gender?.ToString(), (p, text) => p.Gender = text is null ? null : Enum.Parse<Gender>(text)),
        new(Takes.Address, "address", p => p.Address, (p, text) => p.Address = text),
        new(Takes.Emergency, "emergency_name", p => p.EmergencyName, (p, text) => p.EmergencyName = text),
        new(Takes.Emergency, "emergency_phone", p => p.EmergencyPhone, (p, text) => p.EmergencyPhone = text),
        new(Takes.FileNumber, "file_number", p => p.FileNumber, (p, text) => p.FileNumber = text),
        new(Takes.NationalId, "national_id", p => p.NationalId, (p, text) => p.NationalId = text), // as it is encrypted
        new(Takes.NationalId, "national_id_country", p => p.NationalIdCountry, (p, text) => p.NationalIdCountry = text),
        new(Takes.NationalId, "national_id_hash", p => p.NationalIdHash is { } hash ? Convert.ToBase64String(hash) : null, (p, text) => p.NationalIdHash = text is null ? null : Convert.FromBase64String(text)),
    ];

    /// <returns>What was taken, to be kept with the merge.</returns>
    public static string Take(Patient from, Patient into, Takes takes)
    {
        var changes = new List<Change>();
        foreach (var field in All.Where(field => takes.HasFlag(field.Take) && field.Get(from) != field.Get(into)))
        {
            changes.Add(new(field.Name, field.Get(into), field.Get(from)));
            field.Set(into, field.Get(from));
        }

        return JsonSerializer.Serialize(changes);
    }

    /// <summary>Puts back what was before, but not over what somebody has changed since.</summary>
    public static void GiveBack(Patient into, string? taken)
    {
        var changes = taken is null ? [] : JsonSerializer.Deserialize<Change[]>(taken) ?? [];
        foreach (var take in changes.GroupBy(change => Array.Find(All, field => field.Name == change.Field)!.Take))
            if (take.All(change => Of(change).Get(into) == change.After)) // a national id is changed with its hash, or not at all
                foreach (var change in take)
                    Of(change).Set(into, change.Before);
    }

    static Field Of(Change change) => Array.Find(All, field => field.Name == change.Field)!;

    /// <summary>What the record that stands lacks and the other one has.</summary>
    public static Takes Missing(Patient from, Patient into) =>
        All.Where(field => field.Get(into) is null && field.Get(from) is not null).Aggregate(Takes.None, (takes, field) => takes | field.Take);
}
