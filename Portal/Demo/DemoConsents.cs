using Portal.Domain.Patients.Model;

namespace Portal.Demo;

/// <summary>The words in which the demonstration clinics ask for consents.</summary>
static class DemoConsents
{
    public static (ConsentKind Kind, string Ar, string En)[] Texts { get; } =
    [
        (ConsentKind.Treatment,
            "أوافق على أن يفحصني ويعالجني أطباء هذه العيادة. شُرح لي ما سيتم، ويمكنني أن أسأل وأن أرفض في أي وقت.",
            "I agree to be examined and treated by the doctors of this clinic. I was told what will be done, and I may ask and refuse at any time."),
        (ConsentKind.Record,
            "أوافق على أن تحفظ العيادة بياناتي وسجلي الطبي لعلاجي، ولا يطّلع عليها إلا من يعالجني أو يستقبلني.",
            "I agree that the clinic keeps my details and my medical record for my treatment, seen only by those who treat or receive me."),
        (ConsentKind.Messages,
            "أوافق على أن ترسل لي العيادة رسائل عن مواعيدي ونتائجي على هذا الهاتف.",
            "I agree that the clinic sends me messages about my appointments and results to this phone."),
    ];
}
