namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>Fields of medicine that people ask for by name.</summary>
public enum Specialty
{
    Dentistry,
    Dermatology,
    Paediatrics,
    Cardiology,
    Orthopaedics,
    Internal,
    Gynaecology,
    Ophthalmology,
    ENT,
    Physiotherapy,
}

/// <summary>Whom a visit is for, where it is not the one who writes.</summary>
public enum ForWhom
{
    Child,
    Mother,
    Father,
    Spouse,
}

/// <param name="Start">Number of its first word in the utterance; <paramref name="End"/> is one past its last.</param>
/// <param name="Text">As it was typed.</param>
public sealed record Said<T>(T Value, string Text, int Start, int End);

/// <summary>Who and what is wished for, besides when.</summary>
public sealed record SlotsSaid(Said<string>? Doctor, Said<Specialty>? Specialty, Said<ForWhom>? ForWhom);
