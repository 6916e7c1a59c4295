namespace Portal.Domain.Identity.ApiTokens;

/// <summary>Why a token was not made, or does not open what it was shown for.</summary>
public enum ApiTokenError
{
    Forbidden,
    NotFound,

    /// <summary>None, or longer than 80 letters.</summary>
    NameWrong,

    /// <summary>A token that may read nothing.</summary>
    NoScope,

    /// <summary>1 to 730 days.</summary>
    LifeOutOfRange,

    /// <summary>As many as <see cref="MakeApiToken.Most"/> are in use.</summary>
    TooMany,

    /// <summary>None, or not one of this clinic's.</summary>
    Unknown,
    Expired,
    Revoked,
}
