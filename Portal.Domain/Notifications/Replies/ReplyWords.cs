using System.Collections.Frozen;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Notifications.Replies;

/// <summary>Whether a short answer by message is a yes or a no, in either language and in the chat alphabet. What says more is neither: a person reads it.</summary>
public static class ReplyWords
{
    const int MostWords = 4;

    static readonly FrozenSet<string> Yes = Set(
        "نعم ايوه ايوا ايوة اه اها موافق موافقه تمام ماشي اوك اوكي اكيد اكد احجز حاضر طبعا yes y yeah yep yup sure ok okay accept accepted confirm aywa aiwa ah tamam mashy mashi mwafe2 1");

    static readonly FrozenSet<string> No = Set("لا لاء لأ مش مينفعش معلش بلاش اعتذر no n nope nah decline cancel la la2 msh mesh balash 2");

    // beside a yes or a no these change nothing
    static readonly FrozenSet<string> Courtesies = Set("شكرا متشكر متشكره لو سمحت من فضلك جدا طيب خلاص ان شاء الله please thanks thank you it shokran");

    /// <returns>Null where it is neither, or both.</returns>
    public static bool? Read(string text)
    {
        var words = NameFolding.Parts(text).Where(word => !Courtesies.Contains(word)).ToArray();
        if (words.Length is 0 or > MostWords)
            return null;
        var (yes, no) = (words.Any(Yes.Contains), words.Any(No.Contains));
        // "no" is never read out of the middle of something else, and "not sure" is no yes
        return yes == no ? null : yes && Yes.Contains(words[0]) ? true : no && No.Contains(words[0]) ? false : null;
    }

    static FrozenSet<string> Set(string words) => words.Split(' ').SelectMany(NameFolding.Parts).ToFrozenSet();
}
