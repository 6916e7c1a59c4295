using System.Collections.Frozen;

namespace Portal.Domain.Platform.Text;

/// <summary>Words that say nothing of what is looked for, folded; that the last is wanted is for whoever orders what was found. Those that deny ("no", "without", لا, بدون) are not among them: a record that denies says something else.</summary>
static class CommonWords
{
    const string English =
        """
        a an the this that these those and or but if of in on at by for from to with into onto over under about as than then so such
        is are was were be been being am do does did done have has had having will would can could shall should may might must
        i me my we us our you your he him his she her it its they them their who whom whose which what when where why how
        there here all any some each every both more most other own same too very just also only again once
        please tell show give find say said get got make made many much did
        take takes taking taken took use uses used using ever yet
        last latest recent recently patient patients write wrote written
        dont doesnt didnt isnt wasnt whats
        """;

    const string Arabic =
        """
        في من الي علي عن مع هو هي هم هن انت انا نحن هذا هذه ذلك تلك هولا اوليك الذي التي الذين اللذين اللتين اللاتي
        ما ماذا متي اين كيف لماذا هل كم اي ايه من ان او ثم قد لقد كان كانت كانوا يكون تكون كما كل بعض عند عندما
        بين حتي حيث اذا لكن بل اما لو منذ مذ خلال حول ضد فوق تحت امام بعد قبل دون غير سوي ايضا
        له لها لهم لي لك لنا به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم اليه اليها اليهم عنه عنها عنهم
        وهو وهي وهم وكان وكانت وقد ولقد وفي ومن والي وعلي وعن ومع وما ولم ومتي واين وكيف
        كام بكام المريض المريضه مريض مريضه المرضي اخذ ياخذ تاخذ ياخد تاخد بياخد بتاخد بيستعمل بتستعمل اجري اجرت عمل عملت يعاني تعاني حاجه شي سببها سببه كتب كتبت قال قالت
        اخر الاخير الاخيره احدث موخرا
        تم يتم وتم احد احدي ذات ذو هناك هنا الان
        ده دي دا دول اللي ازاي امتي فين ليه مين ايه عايز عاوز ممكن لو سمحت كده بتاع بتاعه بتاعي عنده عندها عندي
        """;

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = $"{English} {Arabic}"
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => All.Contains(word);
}
