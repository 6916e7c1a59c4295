namespace Portal.Domain.CallCenter.Safety;

/// <summary>What may take the force of a word that would be an alarm. Each binds to the clause it stands in.</summary>
[Flags]
enum Guard
{
    None = 0,

    /// <summary>Said not to be: no chest pain, مفيش نزيف.</summary>
    Denied = 1,

    /// <summary>Right after a not or a can't: can't breathe, مش بيرد. A guard for nothing, an ingredient for much.</summary>
    Unable = 2,

    /// <summary>Long ago: last year, من سنتين, وهي صغيرة.</summary>
    Past = 4,

    /// <summary>Over and well: stopped, better now, وخف.</summary>
    Resolved = 8,

    /// <summary>Asked in general: what if, لو حد, signs of.</summary>
    Supposed = 16,

    /// <summary>A film, a lesson, the news.</summary>
    Story = 32,

    /// <summary>Booking, prices, results, medicines that run out: takes the force of weak rules alone.</summary>
    Business = 64,

    /// <summary>Mild, since months, as always: takes the force of weak rules alone.</summary>
    Mild = 128,

    /// <summary>Part of an idiom: هموت من الضحك.</summary>
    Idiom = 256,

    /// <summary>Guards of a rule with no options.</summary>
    Usual = Denied | Past | Resolved | Supposed | Story | Idiom,

    /// <summary>Guards of a rule marked weak.</summary>
    Weak = Usual | Business | Mild,
}
