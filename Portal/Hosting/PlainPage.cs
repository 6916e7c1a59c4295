namespace Portal.Hosting;

/// <summary>What is said where there is no clinic whose name, colour or language a page could wear: both languages, no script, no request more.</summary>
static class PlainPage
{
    public static readonly (string Ar, string En) NoSuchClinic = (
        "لا توجد عيادة بهذا العنوان. تأكّد من كتابة الاسم كما أعطته لك العيادة.",
        "There is no clinic at this address. Check the name as the clinic gave it to you.");

    public static readonly (string Ar, string En) Suspended = (
        "هذه الصفحة متوقفة مؤقتًا. اتصل بالعيادة مباشرة من فضلك.",
        "This page is paused for now. Please call the clinic directly.");

    public static readonly (string Ar, string En) Closed = (
        "لم تعد هذه العيادة تستقبل الحجوزات هنا.",
        "This clinic no longer takes bookings here.");

    public static readonly (string Ar, string En) TooMany = (
        "وصلتنا طلبات كثيرة في وقت قصير. انتظر دقيقة ثم ارجع وحاول مرة أخرى. ما كتبته محفوظ.",
        "That was a lot at once. Wait a minute, then go back and try again. What you typed is kept.");

    public static readonly (string Ar, string En) Failed = (
        "حدث خطأ عندنا وسُجِّل. لم يضع شيء مما حُفظ. حاول مرة أخرى بعد قليل.",
        "Something went wrong on our side and was recorded. Nothing that was saved is lost. Please try again in a moment.");

    public static Task WriteAsync(HttpContext context, int status, (string Ar, string En) text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "3600";
        return context.Response.WriteAsync($$"""
            <!doctype html>
            <html lang="ar" dir="rtl">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{status}}</title>
            <style>
            body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px; background: #faf8f5; color: #23211d;
                   font: 1.125rem/1.8 "IBM Plex Sans Arabic", "IBM Plex Sans", "Noto Naskh Arabic", system-ui, sans-serif; text-align: center }
            p { max-width: 34em; margin: 8px 0 } [lang=en] { color: #5c574e; font-size: 1rem }
            @media (prefers-color-scheme: dark) { body { background: #1b1917; color: #f0ece5 } [lang=en] { color: #b5aea3 } }
            </style>
            </head>
            <body><main><h1>{{status}}</h1><p>{{text.Ar}}</p><p lang="en" dir="ltr">{{text.En}}</p></main></body>
            </html>
            """);
    }
}
