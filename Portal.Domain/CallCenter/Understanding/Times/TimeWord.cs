namespace Portal.Domain.CallCenter.Understanding.Times;

/// <summary>What a word may mean where a date or a time is said. One word may mean several things: <c>may</c> is a month after a number.</summary>
enum TimeWord
{
    None,
    Number, // value 0..59
    Ordinal, // value 1..31
    DayName, // value 1..10: الثاني, of written Arabic, only before a month
    Today,
    Tonight,
    Tomorrow,
    Weekday, // value 1..7, Monday first (ISO)
    WeekdayBare, // a weekday only where one is announced: يوم اتنين, next sat
    Month, // value 1..12
    DayUnit, // value: how many the word itself says (يوم 1, يومين 2)
    WeekUnit,
    MonthUnit,
    Hour, // الساعة: announces a clock time
    HourName, // الخامسة: an hour only where one is announced or its half of the day is said
    Hours, // a length: hours, ساعتين
    MinuteUnit,
    Half,
    Quarter,
    Third,
    And,
    Minus, // value 1: خمسة إلا ربع; 2: quarter to five
    Past,
    After, // value 1: also of lengths (بعد يومين, in two days); 2: after
    Before,
    Next, // next, الجاي
    This,
    Late, // الي بعده: the one after
    Part, // value: PartOfDay
    Prayer, // value: Times.Prayer
    Iftar, // value 1: breakfast outside Ramadan
    Suhoor,
    Am,
    Pm,
    OClock,
    Noon,
    Midnight,
    At, // at, around, على, حوالي
    On,
    Of,
    The,
    In, // في, in the
    Not, // مش, not, instead of
    From, // what is moved away from. Value 1: من, from; 2: instead of
    Or,
    Unfit, // مشغول, busy: what is said of a day or a part that cannot be
    UnfitAfterNot, // مش فاضي, not good
    Work, // عندي شغل: what keeps one from coming
}
