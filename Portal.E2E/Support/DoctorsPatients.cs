namespace Portal.E2E.Support;

static class DoctorsPatients
{
    /// <summary>An appointment of now with the doctor who signs in by this address: written past the rules, as no page would.</summary>
    /// <returns>The patient's id.</returns>
    public static async Task<Guid> AppointWithAsync(this RunningPortal portal, string doctor, string patient) => (Guid)(await portal.ScalarAsync(
        """
        with doctor as (select p.tenant_id, p.id from portal.practitioners p join portal.staff_users u on u.id = p.user_id where u.email = $1),
        who as (
          insert into portal.patients (tenant_id, id, name, phone, language, birth_date, gender, created_at)
            select tenant_id, gen_random_uuid(), $2, '+20107' || lpad((random() * 9999999)::int::text, 7, '0'), 'ar', '1981-04-12', 'Female', now() from doctor returning tenant_id, id),
        made as (insert into portal.appointments (tenant_id, id, practitioner_id, service_id, patient_id, starts_at, ends_at, occupied, visit_kind, status, source, version, created_at)
          select who.tenant_id, gen_random_uuid(), doctor.id, o.service_id, who.id, date_trunc('minute', now()), date_trunc('minute', now()) + interval '20 minutes',
            tstzrange(date_trunc('minute', now()), date_trunc('minute', now()) + interval '20 minutes'), 'Returning', 'Arrived', 'Desk', 1, now()
          from who join doctor on doctor.tenant_id = who.tenant_id join portal.practitioner_services o on o.tenant_id = doctor.tenant_id and o.practitioner_id = doctor.id limit 1
          returning 1)
        select who.id from who, made
        """, doctor, patient))!;

    /// <summary>Something that this patient must not be given.</summary>
    public static Task AllergicToAsync(this RunningPortal portal, Guid patient, string substance) => portal.ScalarAsync(
        """
        insert into portal.allergies (tenant_id, id, patient_id, substance, kind, criticality, status, recorded_at, source, entered_in_error)
          select tenant_id, gen_random_uuid(), id, $2, 'Medication', 'High', 'Active', now(), 'Clinic', false from portal.patients where id = $1 returning 1
        """, patient, substance);

    /// <summary>A result that came before: one of a row that makes a plot.</summary>
    public static Task ResultAsync(this RunningPortal portal, Guid patient, string test, decimal value, string unit, decimal high, int daysAgo) => portal.ScalarAsync(
        """
        insert into portal.observations (tenant_id, id, patient_id, category, text, value, unit, high, effective_at, recorded_at, source, entered_in_error)
          select tenant_id, gen_random_uuid(), id, 'Lab', $2, $3, $4, $5, now() - make_interval(days => $6), now(), 'Clinic', false from portal.patients where id = $1 returning 1
        """, patient, test, value, unit, high, daysAgo);
}
