using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Tenancy.Model;

namespace Portal.Demo;

/// <summary>One demonstration tenant, as it is described in <see cref="DemoClinics"/>.</summary>
sealed record DemoClinic(Tenant Tenant, DemoService[] Services, DemoDoctor[] Doctors, DemoAccount[] Staff, string[] PatientNames, int StepMinutes)
{
    /// <summary>Weeks in Ramadan with other hours, and holidays, come from the country's calendar.</summary>
    public required (LocalDate Date, string Ar, string En)[] Holidays { get; init; }

    /// <summary>What its front desk knows; null where it has none.</summary>
    public DemoKnowledge? Knowledge { get; init; }
}

sealed record DemoService(string Ar, string En, string AboutAr, string AboutEn, int Minutes, decimal Price, string Colour, int BufferAfter = 0);

/// <param name="Offers">Indexes of the clinic's services.</param>
/// <param name="Week">Days and hours, such as <c>Sat-Wed 10:00-14:00 18:00-22:00</c>; several separated by semicolons; <c>16:00-21:00x20</c> gives 20 turns.</param>
/// <param name="Ramadan">The hours of Ramadan, written likewise.</param>
/// <param name="Account">E-mail of the doctor's own account.</param>
sealed record DemoDoctor(
    string Ar, string En, string SpecialtyAr, string SpecialtyEn, string Colour, int[] Offers, string Week, string? Ramadan = null, string? Account = null);

sealed record DemoAccount(string Email, string Name, StaffRole Roles);
