namespace Portal.Domain.Chart.Fhir;

/// <summary>Why nothing of a bundle was taken in.</summary>
public enum ImportError
{
    Forbidden,

    /// <summary>Longer than <see cref="ImportBundle.MostBytes"/>.</summary>
    TooLarge,

    /// <summary>No JSON, or cut off.</summary>
    Unreadable,

    /// <summary>JSON that is no bundle, or one of a type that carries no records.</summary>
    NotABundle,

    /// <summary>It is about nobody.</summary>
    NoPatient,

    /// <summary>It is about more than one person.</summary>
    SeveralPatients,

    /// <summary>Its patient has no name that one could be registered by.</summary>
    NameMissing,

    /// <summary>Its patient has no phone that can be called: say one, or whose chart it is.</summary>
    PhoneMissing,

    /// <summary>The phone that was said is none.</summary>
    PhoneWrong,

    /// <summary>There is no such patient here as was named.</summary>
    PatientUnknown,

    /// <summary>The patient here was born on another day.</summary>
    BirthDateDiffers,

    GenderDiffers,
}
