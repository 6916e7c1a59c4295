using CsCheck;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using CodeSystem = Portal.Domain.Chart.Model.CodeSystem;

namespace Portal.Tests.Chart.Fhir;

/// <summary>Charts as they may be: any record with or without what it may lack, in both scripts, with what a text may hold.</summary>
static class ChartGen
{
    static readonly Gen<string> Texts = OneOf("HbA1c", "ضغط الدم", "a <b> & \"c\"", "line one\nline two", "مريض – patient", "x", "1 < 2; 3 > 2", "emoji 🩺 end", "Lisinopril 10 MG");

    static readonly Gen<string?> Maybe = Gen.Select(Gen.Bool, Texts, (there, text) => there ? text : null);

    static readonly Gen<LocalDate> Days = Gen.Int[0, 20_000].Select(day => new LocalDate(1970, 1, 1).PlusDays(day));

    static readonly Gen<LocalDate?> MaybeDays = Gen.Select(Gen.Bool, Days, (there, day) => there ? day : (LocalDate?)null);

    // microseconds are what the database keeps
    static readonly Gen<Instant> Times = Gen.Long[0, 1_700_000_000_000_000].Select(micros => Instant.FromUnixTimeTicks(micros * 10));

    static readonly Gen<decimal?> Numbers = Gen.Select(Gen.Bool, Gen.Int[-1000, 100_000], (there, n) => there ? n / 1000m : (decimal?)null);

    static readonly Gen<string?> Codes = OneOf<string?>(null, "4548-4", "8480-6", "44054006", "E11.9", "140", "860975", "local-7");

    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<List<object>> Charts(TenantId tenant, PatientId patient, Instant now) =>
        from visits in Visits(tenant, patient, now).List[0, 3]
        let visit = OneOf([null, .. visits.Select(v => (EncounterId?)v.Id)])
        from amendments in Amendments(tenant, visits).List[0, 2]
        from conditions in Conditions(tenant, patient, now, visit).List[0, 4]
        from allergies in Allergies(tenant, patient, now).List[0, 3]
        from medicines in Medicines(tenant, patient, now, visit).List[0, 4]
        from results in Results(tenant, patient, now, visit).List[0, 5]
        from vaccines in Vaccines(tenant, patient, now).List[0, 3]
        from procedures in Procedures(tenant, patient, now, visit).List[0, 3]
        select (List<object>)[.. visits, .. visits.Count == 0 ? [] : amendments, .. conditions, .. allergies, .. medicines, .. results.SelectMany(of => of), .. vaccines, .. procedures];

    static Gen<Encounter> Visits(TenantId tenant, PatientId patient, Instant now) =>
        from start in Times
        from length in Gen.Int[-1, 120]
        from texts in Maybe.Array[6]
        from signed in Gen.Bool
        select new Encounter(tenant, EncounterId.New(), patient)
        {
            RecordedAt = now, StartedAt = start, EndedAt = length < 0 ? null : start + Duration.FromMinutes(length), Status = EncounterStatus.Signed, Reason = texts[0], Complaint = texts[1],
            Findings = texts[2], Assessment = texts[3], Plan = texts[4], Author = texts[5], SignedAt = signed ? start + Duration.FromHours(1) : null,
        };

    static Gen<EncounterAmendment> Amendments(TenantId tenant, List<Encounter> visits) =>
        from text in Texts
        from reason in Texts
        from at in Times
        from which in Gen.Int[0, 2]
        select new EncounterAmendment(tenant, Guid.CreateVersion7())
        {
            EncounterId = visits.Count == 0 ? default : visits[which % visits.Count].Id, Text = text, Reason = reason, At = at, By = UserId.New(),
        };

    static Gen<Condition> Conditions(TenantId tenant, PatientId patient, Instant now, Gen<EncounterId?> visit) =>
        from at in visit
        from text in Texts
        from code in Codes
        from system in Gen.Enum<CodeSystem>()
        from status in Gen.Enum<ConditionStatus>()
        from onset in MaybeDays
        from end in MaybeDays
        select new Condition(tenant, EntryId.New(), patient)
        {
            RecordedAt = now, EncounterId = at, Text = text, Code = code, CodeSystem = code is null ? null : system, Status = status, OnsetDate = onset, AbatementDate = status == ConditionStatus.Active ? null : end,
        };

    static Gen<AllergyIntolerance> Allergies(TenantId tenant, PatientId patient, Instant now) =>
        from text in Texts
        from code in Codes
        from kind in Gen.Enum<AllergyKind>()
        from criticality in Gen.Enum<AllergyCriticality>()
        from reaction in Maybe
        from status in Gen.Enum<AllergyStatus>()
        from onset in MaybeDays
        select new AllergyIntolerance(tenant, EntryId.New(), patient) { RecordedAt = now, Substance = text, Code = code, Kind = kind, Criticality = criticality, Reaction = reaction, Status = status, OnsetDate = onset };

    static Gen<MedicationStatement> Medicines(TenantId tenant, PatientId patient, Instant now, Gen<EncounterId?> visit) =>
        from at in visit
        from text in Texts
        from code in Codes
        from dosage in Maybe
        from status in Gen.Enum<MedicationStatus>()
        from start in MaybeDays
        from end in MaybeDays
        select new MedicationStatement(tenant, EntryId.New(), patient) { RecordedAt = now, EncounterId = at, Medicine = text, Code = code, Dosage = dosage, Status = status, StartedOn = start, EndedOn = end };

    static Gen<Observation[]> Results(TenantId tenant, PatientId patient, Instant now, Gen<EncounterId?> visit) =>
        from at in visit
        from category in Gen.Enum<ObservationCategory>()
        from effective in Times
        from grouped in Gen.Bool
        from parts in Gen.Select(Texts, Codes, Numbers, Maybe, Gen.Select(Numbers, Numbers, Gen.Enum<ObservationInterpretation>(), Gen.Bool)).Array[1, 3]
        let measured = grouped ? (Guid?)Guid.CreateVersion7() : null
        select parts.Take(grouped ? 3 : 1).Select(part => new Observation(tenant, EntryId.New(), patient)
        {
            RecordedAt = now, EncounterId = at, Category = category, EffectiveAt = effective, GroupId = measured, Text = part.Item1, Code = part.Item2,
            Value = part.Item3, ValueText = part.Item3 is null ? part.Item4 ?? "none" : null, Unit = part.Item3 is not null && part.Item5.Item4 ? "mmol/L" : null,
            Low = part.Item5.Item1, High = part.Item5.Item2, Interpretation = part.Item5.Item4 ? part.Item5.Item3 : null,
        }).ToArray();

    static Gen<Immunization> Vaccines(TenantId tenant, PatientId patient, Instant now) =>
        from text in Texts
        from code in Codes
        from day in Days
        from lot in Maybe
        from dose in Maybe
        select new Immunization(tenant, EntryId.New(), patient) { RecordedAt = now, Vaccine = text, Code = code, OccurredOn = day, Lot = lot, Dose = dose };

    static Gen<Procedure> Procedures(TenantId tenant, PatientId patient, Instant now, Gen<EncounterId?> visit) =>
        from at in visit
        from text in Texts
        from code in Codes
        from day in Days
        select new Procedure(tenant, EntryId.New(), patient) { RecordedAt = now, EncounterId = at, Text = text, Code = code, PerformedOn = day };

    /// <summary>What a chart says, without the ids it says it under.</summary>
    public static async Task<List<string>> SayAsync(PortalDbContext db, PatientId patient)
    {
        var visits = await db.All<Encounter>(patient);
        var starts = visits.ToDictionary(v => v.Id, v => v.StartedAt);
        string At(EncounterId? visit) => visit is { } id ? $"{starts[id]}" : "-";
        var amendments = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Set<EncounterAmendment>());
        var results = await db.All<Observation>(patient);
        string Group(Observation o) => o.GroupId is { } id ? string.Join('+', results.Where(r => r.GroupId == id).Select(r => r.Text + r.Value + r.ValueText).Order(StringComparer.Ordinal)) : "-";
        List<string> said =
        [
            .. visits.Select(v => $"visit|{v.StartedAt}|{v.EndedAt}|{v.Status}|{v.Reason}|{v.Complaint}|{v.Findings}|{v.Assessment}|{v.Plan}|{v.Author}|{v.SignedAt}"),
            .. amendments.Where(a => starts.ContainsKey(a.EncounterId)).Select(a => $"amendment|{At(a.EncounterId)}|{a.Text}|{a.Reason}|{a.At}"),
            .. (await db.All<Condition>(patient)).Select(c => $"condition|{At(c.EncounterId)}|{c.Text}|{c.Code}|{c.CodeSystem}|{c.Status}|{c.OnsetDate}|{c.AbatementDate}"),
            .. (await db.All<AllergyIntolerance>(patient)).Select(a => $"allergy|{a.Substance}|{a.Code}|{a.Kind}|{a.Criticality}|{a.Reaction}|{a.Status}|{a.OnsetDate}"),
            .. (await db.All<MedicationStatement>(patient)).Select(m => $"medicine|{At(m.EncounterId)}|{m.Medicine}|{m.Code}|{m.Dosage}|{m.Status}|{m.StartedOn}|{m.EndedOn}"),
            .. results.Select(o => $"result|{At(o.EncounterId)}|{o.Category}|{o.EffectiveAt}|{Group(o)}|{o.Text}|{o.Code}|{o.Value:G29}|{o.ValueText}|{o.Unit}|{o.Low:G29}|{o.High:G29}|{o.Interpretation}"),
            .. (await db.All<Immunization>(patient)).Select(i => $"vaccine|{i.Vaccine}|{i.Code}|{i.OccurredOn}|{i.Lot}|{i.Dose}"),
            .. (await db.All<Procedure>(patient)).Select(p => $"procedure|{At(p.EncounterId)}|{p.Text}|{p.Code}|{p.PerformedOn}"),
        ];
        return [.. said.Order(StringComparer.Ordinal)];
    }

    static async Task<List<T>> All<T>(this PortalDbContext db, PatientId patient) where T : ChartRecord =>
        await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Set<T>().Where(r => r.PatientId == patient));
}
