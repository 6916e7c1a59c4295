using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Identity;

/// <summary>What Identity sends, in the reader's language. The secret part is named, so that the outbox can mask it.</summary>
static class IdentityMessages
{
    public static QueueMessage.Draft Code(Tenant tenant, string phone, string language, string code) => new(
        MessageChannel.Sms, phone, "code", language,
        Body: language == "ar"
            ? $"رمزك في {tenant.NameAr}: {code}\nصالح 5 دقائق. لا تعطه لأحد."
            : $"{code} is your code for {tenant.NameEn}. It works for 5 minutes. Give it to nobody.",
        Secret: code);

    public static QueueMessage.Draft Invitation(Tenant tenant, string email, string language, string link) => new(
        MessageChannel.Email, email, "staff.invitation", language,
        Subject: language == "ar" ? $"دعوة للعمل مع {tenant.NameAr}" : $"You are invited to work with {tenant.NameEn}",
        Body: language == "ar"
            ? $"السلام عليكم،\n\nدعاك {tenant.NameAr} للانضمام إلى فريق العمل. افتح هذا الرابط لتقبل الدعوة:\n{link}\n\nالرابط صالح 7 أيام ويُستخدم مرة واحدة. إن لم تكن تنتظر هذه الدعوة فتجاهل الرسالة."
            : $"Hello,\n\n{tenant.NameEn} invites you to join its team. Open this link to accept:\n{link}\n\nIt works for 7 days and once. If you did not expect this, ignore this message.",
        Secret: link);

    public static QueueMessage.Draft PasswordReset(Tenant tenant, string email, string language, string link) => new(
        MessageChannel.Email, email, ResetTemplate, language,
        Subject: language == "ar" ? "كلمة سر جديدة" : "A new password",
        Body: language == "ar"
            ? $"السلام عليكم،\n\nطُلب تغيير كلمة السر لحسابك في {tenant.NameAr}. افتح هذا الرابط لتختار كلمة جديدة:\n{link}\n\nالرابط صالح ساعتين. إن لم تطلب ذلك فتجاهل الرسالة، وتبقى كلمة السر كما هي."
            : $"Hello,\n\nsomebody asked for a new password for your account at {tenant.NameEn}. Open this link to choose one:\n{link}\n\nIt works for 2 hours. If it was not you, ignore this message; your password stays as it is.",
        Secret: link);

    public const string ResetTemplate = "staff.reset";
}
