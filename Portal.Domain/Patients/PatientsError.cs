namespace Portal.Domain.Patients;

/// <summary>Why something of a patient was not read or not saved. Those of a field are shown at the field.</summary>
public enum PatientsError
{
    Forbidden,

    /// <summary>There is no such patient, or the record was merged into another one.</summary>
    NotFound,

    /// <summary>Somebody else saved it meanwhile; read it again.</summary>
    ChangedMeanwhile,

    /// <summary>Two letters at least, 120 characters at most.</summary>
    InvalidName,

    InvalidPhone,

    /// <summary>In time to come, or of nobody alive.</summary>
    InvalidBirthDate,

    /// <summary>More than may be written there.</summary>
    TooLong,

    /// <summary>Another patient has this file number.</summary>
    FileNumberTaken,

    /// <summary>Not 14 digits of an Egyptian national id, or one with a day or a governorate that there is not; of other countries, not 4 to 30 letters and digits.</summary>
    InvalidNationalId,

    /// <summary>It was encrypted with a key that was lost; write it again.</summary>
    Unreadable,

    /// <summary>Nothing was written.</summary>
    TextMissing,

    /// <summary>Neither JPEG nor PNG.</summary>
    NoPicture,

    /// <summary>More than 2 MB.</summary>
    PictureTooLarge,

    /// <summary>Nobody is related to themselves, merged with themselves or two people.</summary>
    SamePerson,

    /// <summary>This person has agreed to it already.</summary>
    AlreadyGiven,

    /// <summary>It was taken back already.</summary>
    AlreadyWithdrawn,
}
