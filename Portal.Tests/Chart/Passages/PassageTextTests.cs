using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Passages;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;
using CodeSystem = Portal.Domain.Chart.Model.CodeSystem;

namespace Portal.Tests.Chart.Passages;

/// <summary>What a record becomes as a sentence that is found and cited.</summary>
public sealed class PassageTextTests
{
    static readonly TenantId Tenant = TenantId.New();
    static readonly PatientId Patient = PatientId.New();
    static readonly Instant Now = TestPortal.At("2026-03-02T08:00:00Z");
    static readonly PassageStyle English = new(false, DateTimeZoneProviders.Tzdb["Africa/Cairo"]);
    static readonly PassageStyle Arabic = English with { Arabic = true };
    static readonly (string, string, string?, string?) Doctor = ("د. سامي نجيب", "Dr. Sami Naguib", "قلب", "Cardiology");

    static Observation Result(string text, string? code, decimal? value, string? unit, decimal? low = null, decimal? high = null, ObservationInterpretation? said = null, string? words = null,
        ObservationCategory category = ObservationCategory.Lab, Guid? group = null) => new(Tenant, EntryId.New(), Patient)
    {
        RecordedAt = Now, Category = category, Text = text, Code = code, Value = value, Unit = unit, Low = low, High = high, Interpretation = said, ValueText = words,
        EffectiveAt = TestPortal.At("2026-03-01T22:30:00Z"), GroupId = group,
    };

    public static TheoryData<string, string, string> Results => new()
    {
        { "range", "2026-03-02 · Lab · HbA1c (4548-4) 7.9 % (4–5.6, high) / تحليل", "2026-03-02 · تحليل · HbA1c (4548-4) 7.9 % (4–5.6، مرتفع) / Lab" },
        { "said", "2026-03-02 · Lab · Potassium 6.8 mmol/L (critical) / تحليل", "2026-03-02 · تحليل · Potassium 6.8 mmol/L (حرج) / Lab" },
        { "places", "2026-03-02 · Vital sign · Body Height (8302-2) 190.13 cm / علامة حيوية", "2026-03-02 · علامة حيوية · Body Height (8302-2) 190.13 cm / Vital sign" },
        { "small", "2026-03-02 · Lab · Troponin 0.0125 ng/mL (≤ 0.04, normal) / تحليل", "2026-03-02 · تحليل · Troponin 0.0125 ng/mL (≤ 0.04، طبيعي) / Lab" },
        { "words", "2026-03-02 · Survey · Tobacco smoking status: Never smoker / استبيان", "2026-03-02 · استبيان · Tobacco smoking status: Never smoker / Survey" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_says_its_value_its_range_and_what_it_means(string which, string english, string arabic)
    {
        var result = which switch
        {
            "range" => Result("HbA1c", "4548-4", 7.9m, "%", 4.0m, 5.6m),
            "said" => Result("Potassium", null, 6.8m, "mmol/L", said: ObservationInterpretation.Critical),
            "places" => Result("Body Height", "8302-2", 190.13024171553792m, "cm", category: ObservationCategory.Vital),
            "small" => Result("Troponin", null, 0.0125m, "ng/mL", high: 0.04m),
            _ => Result("Tobacco smoking status", null, null, null, words: "Never smoker", category: ObservationCategory.Survey),
        };
        ObservationPassage.Of([result], English).ShouldHaveSingleItem().Text.ShouldBe(english);
        ObservationPassage.Of([result], Arabic).ShouldHaveSingleItem().Text.ShouldBe(arabic);
    }

    [Fact]
    public void The_two_numbers_of_a_blood_pressure_are_one_sentence_and_a_panel_is_one_or_few()
    {
        var group = Guid.NewGuid();
        var (lower, upper) = (Result("Diastolic", "8462-4", 92.5m, "mm[Hg]", category: ObservationCategory.Vital, group: group), Result("Systolic", "8480-6", 141m, "mm[Hg]", category: ObservationCategory.Vital, group: group));
        var passage = ObservationPassage.Of([lower, upper], English).ShouldHaveSingleItem();
        (passage.Text, passage.Dated, passage.Language).ShouldBe(("2026-03-02 · Vital sign · Blood pressure 141/92.5 mmHg / علامة حيوية", new LocalDate(2026, 3, 2), "en"));
        passage.Codes!.ShouldBe(["8462-4", "8480-6"]);
        ObservationPassage.Of([lower, upper], Arabic).Single().Text.ShouldBe("2026-03-02 · علامة حيوية · ضغط الدم 141/92.5 mmHg / Vital sign");
        ObservationPassage.LeaderOf([lower, upper]).ShouldBe(upper);

        var panel = Enumerable.Range(0, 40).Select(i => Result($"Part number {i} of the panel", null, i, "mg", group: group)).ToList();
        var parts = ObservationPassage.Of(panel, English).ToList();
        parts.Count.ShouldBeGreaterThan(1);
        parts.ShouldAllBe(part => part.Text.Length <= PassageStyle.Longest + 20);
        panel.ShouldAllBe(one => parts.Exists(part => part.Text.Contains(one.Text + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_entry_says_what_it_is_in_both_languages()
    {
        ConditionPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Text = "Type 2 diabetes", Code = "E11.9", CodeSystem = CodeSystem.Icd10, Status = ConditionStatus.Active, OnsetDate = new(2019, 6, 1) }, English)
            .Text.ShouldBe("2019-06-01 · Diagnosis · Type 2 diabetes (E11.9), active since 2019-06-01 / تشخيص");
        ConditionPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Text = "التهاب اللوزتين", Status = ConditionStatus.Resolved, AbatementDate = new(2026, 1, 5) }, Arabic)
            .ShouldSatisfyAllConditions(p => p.Text.ShouldBe("2026-03-02 · تشخيص · التهاب اللوزتين، انتهى 2026-01-05 / Diagnosis"), p => p.Language.ShouldBe("ar"));
        AllergyPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Source = RecordSource.Import, Substance = "Penicillin", Kind = AllergyKind.Medication, Criticality = AllergyCriticality.High, Reaction = "Rash", Status = AllergyStatus.Active }, English)
            .ShouldSatisfyAllConditions(p => p.Text.ShouldBe("Allergy · Penicillin, to a medicine, reaction: Rash, high risk, active / حساسية"), p => p.Dated.ShouldBeNull());
        MedicationPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Medicine = "Metformin 500 MG", Code = "860975", Dosage = "1 tablet, 2 × / 1 d", Status = MedicationStatus.Active, StartedOn = new(2024, 3, 3) }, English)
            .Text.ShouldBe("2024-03-03 · Medicine · Metformin 500 MG (860975), 1 tablet, 2 × / 1 d, taken now, since 2024-03-03 / دواء");
        MedicationPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Medicine = "جلوكوفاج", Status = MedicationStatus.Stopped, StartedOn = new(2020, 1, 1), EndedOn = new(2021, 2, 1) }, Arabic)
            .Text.ShouldBe("2020-01-01 · دواء · جلوكوفاج، أوقف في 2021-02-01 / Medicine");
        ImmunizationPassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Vaccine = "Influenza", Code = "140", OccurredOn = new(2023, 10, 1), Lot = "AB12", Dose = "2" }, English)
            .Text.ShouldBe("2023-10-01 · Vaccination · Influenza (140), dose 2, lot AB12 / تطعيم");
        ProcedurePassage.Of(new(Tenant, EntryId.New(), Patient) { RecordedAt = Now, Text = "Fundus examination", Code = "252779009", PerformedOn = new(2024, 3, 3) }, Arabic)
            .Text.ShouldBe("2024-03-03 · إجراء · Fundus examination (252779009) / Procedure");
    }

    [Fact]
    public void A_visit_is_one_passage_while_it_is_short_and_its_amendments_have_their_own()
    {
        var visit = new Encounter(Tenant, EncounterId.New(), Patient)
        {
            RecordedAt = Now, StartedAt = Now, Status = EncounterStatus.Signed, Reason = "Chest pain", Complaint = "Pain on effort.", Plan = "Exercise ECG",
        };
        var amendment = new EncounterAmendment(Tenant, Guid.NewGuid()) { EncounterId = visit.Id, Text = "ECG was normal.", Reason = "result came", At = Now + Duration.FromDays(2), By = UserId.New() };
        EncounterPassage.Of(visit, [amendment], Doctor, English).Select(p => p.Text).ShouldBe(
        [
            "2026-03-02 · Visit · Dr. Sami Naguib (Cardiology) · Reason: Chest pain. Complaint: Pain on effort. Plan: Exercise ECG / زيارة",
            "2026-03-04 · Visit · Dr. Sami Naguib (Cardiology) · addendum to the visit of 2026-03-02: ECG was normal. (result came) / زيارة",
        ]);
        visit.Status = EncounterStatus.Draft;
        EncounterPassage.Of(visit, [], Doctor, Arabic).Single().Text.ShouldStartWith("2026-03-02 · زيارة · مسودة · د. سامي نجيب (قلب) · سبب الزيارة: Chest pain");
        EncounterPassage.Of(new(Tenant, EncounterId.New(), Patient) { RecordedAt = Now, StartedAt = Now, Status = EncounterStatus.Signed, Author = "Dr. X" }, [], null, English).Single().Text.ShouldBe("2026-03-02 · Visit · Dr. X / زيارة");
    }

    [Fact]
    public void A_long_note_is_split_where_sentences_end_and_nothing_of_it_is_lost()
    {
        var sentences = Enumerable.Range(1, 120).Select(i => i % 3 == 0 ? $"الجملة رقم {i} عن ضغط 120.5 والدم." : $"Sentence number {i} about 7.5 mg.").ToList();
        var visit = new Encounter(Tenant, EncounterId.New(), Patient) { RecordedAt = Now, StartedAt = Now, Status = EncounterStatus.Signed, Findings = string.Join(' ', sentences), Plan = new string('x', 2000) };
        var passages = EncounterPassage.Of(visit, [], Doctor, English).ToList();
        passages.ShouldAllBe(p => p.Text.Length <= PassageStyle.Longest);
        sentences.ShouldAllBe(sentence => passages.Exists(p => p.Text.Contains(sentence, StringComparison.Ordinal)));
        passages.Sum(p => p.Text.Count(c => c == 'x')).ShouldBe(2000);
    }

    [Fact]
    public void A_prescription_names_its_medicines_and_how_they_are_taken()
    {
        var sheet = new Prescription(Tenant, PrescriptionId.New(), Patient) { RecordedAt = Now, PractitionerId = PractitionerId.New(), IssuedAt = Now, Status = PrescriptionStatus.Valid, Code = "x" };
        PrescriptionItem[] items =
        [
            new(Tenant, EntryId.New()) { PrescriptionId = sheet.Id, Position = 1, Medicine = "Amoxicillin", Strength = "500 mg", DurationDays = 7, Dosage = new(1, DoseUnit.Capsule, 3, null, false, MealTiming.AfterMeals, null) },
            new(Tenant, EntryId.New()) { PrescriptionId = sheet.Id, Position = 2, Medicine = "Paracetamol", Dosage = new(2, DoseUnit.Tablet, null, 6, true, null, null) },
        ];
        PrescriptionPassage.Of(sheet, items, Doctor, English).Single().Text.ShouldBe(
            "2026-03-02 · Prescription · Dr. Sami Naguib (Cardiology) · valid · Amoxicillin 500 mg: 1 capsule, 3 times a day, after meals, for 7 days.\nParacetamol: 2 tablets, every 6 hours, as needed. / روشتة");
        PrescriptionPassage.Of(sheet, items[..1], Doctor, Arabic).Single().Text.ShouldBe("2026-03-02 · روشتة · د. سامي نجيب (قلب) · سارية · Amoxicillin 500 mg: 1 كبسولة، 3 مرات يوميا، بعد الأكل، لمدة 7 أيام. / Prescription");
    }

    [Fact]
    public void An_appointment_says_when_with_whom_for_what_and_how_it_stands()
    {
        var appointment = new Appointment(Tenant, AppointmentId.New())
        {
            PractitionerId = PractitionerId.New(), ServiceId = ServiceId.New(), PatientId = Patient, StartsAt = Now, EndsAt = Now + Duration.FromMinutes(30), Occupied = new(Now, Now + Duration.FromMinutes(30)),
            Status = AppointmentStatus.NoShow, Source = BookingSource.Desk, CreatedAt = Now, Version = 1, VisitKind = VisitKind.New,
        };
        AppointmentPassage.Of(appointment, Doctor, ("كشف", "Consultation"), English).Text.ShouldBe("2026-03-02 · Appointment · 10:00 · Dr. Sami Naguib (Cardiology) · Consultation · did not come / موعد");
        AppointmentPassage.Of(appointment, Doctor, ("كشف", "Consultation"), Arabic).Text.ShouldBe("2026-03-02 · موعد · 10:00 · د. سامي نجيب (قلب) · كشف · لم يحضر / Appointment");
    }

    [Fact]
    public void An_appointment_says_what_was_written_of_it()
    {
        var appointment = new Appointment(Tenant, AppointmentId.New())
        {
            PractitionerId = PractitionerId.New(), ServiceId = ServiceId.New(), PatientId = Patient, StartsAt = Now, EndsAt = Now + Duration.FromMinutes(30), Occupied = new(Now, Now + Duration.FromMinutes(30)),
            Status = AppointmentStatus.NoShow, Source = BookingSource.Desk, CreatedAt = Now, Version = 1, VisitKind = VisitKind.New, Note = " Knee pain, with a stick ",
        };
        var text = AppointmentPassage.Of(appointment, Doctor, ("كشف", "Consultation"), English).Text;
        text.ShouldEndWith(" · did not come · Knee pain, with a stick / موعد");
        new PassageFound(Guid.NewGuid(), Patient, SourceKind.Appointment, Guid.NewGuid(), 0, "en", new LocalDate(2026, 3, 2), text, 1, null, 1).Body
            .ShouldBe("10:00 · Dr. Sami Naguib (Cardiology) · Consultation · did not come · Knee pain, with a stick");
    }
}
