namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// What people say around what they have: an emergency hidden in a wish for an appointment is one, and a model that has seen these words with ordinary
/// messages alone would take them for calm. Every emergency of the tuning sets is learnt with one of them too, and every second ordinary message.
/// </summary>
static class Frames
{
    const int Longest = 30;

    static readonly string[] English =
    [
        "I'd like an appointment please, {0}", "{0}, can I book for tomorrow?", "hi, {0}. is there a free slot this week?", "{0} which doctor should I see", "{0} is it ok to wait until Monday?",
        "quick question: {0}", "I want to cancel my appointment, {0}", "{0}. How much is a visit?", "sorry to bother you, {0} probably nothing", "{0} is that normal?", "do you do home visits? {0}", "{0}, do I need a referral",
    ];

    static readonly string[] Arabic =
    [
        "عايز احجز معاد عشان {0}", "عايزة كشف بكره، {0}", "{0} ممكن معاد النهارده؟", "{0} اروح لدكتور ايه؟", "{0} استنى لبكره ولا اعمل ايه؟", "السلام عليكم، {0}، الكشف بكام؟",
        "كنت عايز الغي الحجز، {0}", "{0} ده طبيعي؟", "معلش سؤال، {0}", "في دكتور فاضي؟ {0}", "{0}، يمكن برد ولا حاجة", "محتاج متابعة، {0}",
    ];

    static readonly string[] ChatAlphabet = ["3ayez a7gez 3ashan {0}", "{0} momken ma3ad bokra?", "{0} a3mel eh", "el kashf bekam? {0}", "salam, {0} da 3ady?"];

    static readonly string[] CalmEnglish =
    [
        "my back is a bit stiff", "my son's vaccination is due", "it is for my yearly check-up", "my glasses broke", "I have a mild cold", "my knee clicks", "I need my teeth cleaned", "my skin is dry", "I want to see Dr Mona", "it is for my mother",
    ];

    static readonly string[] CalmArabic =
    [
        "ضهري ناشف شويه", "تطعيم ابني", "الكشف السنوي بتاعي", "نضارتي اتكسرت", "عندي برد خفيف", "ركبتي بتطقطق", "تنضيف سناني", "بشرتي ناشفه", "دكتوره منى", "امي عايزه متابعه",
    ];

    static readonly string[] CalmChatAlphabet = ["dahry nashef shwaya", "tat3eem ebny", "nadarty etkasaret", "3andy bard 5afeef", "tandeef senany", "doctora mona"];

    /// <summary>The frames around what is no emergency.</summary>
    public static IEnumerable<string> Calm() =>
        from pair in ((string[] Frames, string[] Said)[])[(English, CalmEnglish), (Arabic, CalmArabic), (ChatAlphabet, CalmChatAlphabet)]
        from frame in pair.Frames
        from said in pair.Said
        select frame.Replace("{0}", said, StringComparison.Ordinal);

    /// <summary>The message in one of the frames of its language, always the same; null where it gets none.</summary>
    public static string? Around(LabelledMessage message, bool isEmergency)
    {
        var chance = Hash(message.Prompt);
        if (message.Prompt.Split(' ').Length > Longest || !isEmergency && chance % 2 == 0)
            return null;
        var frames = message.Prompt.Any(c => c is >= '؀' and <= 'ۿ') ? Arabic : message.Lang == "ar" ? ChatAlphabet : English;
        return frames[chance % frames.Length].Replace("{0}", message.Prompt.TrimEnd('.', '?', '؟'), StringComparison.Ordinal);
    }

    static int Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619;
        return (int)(hash >> 8);
    }
}
