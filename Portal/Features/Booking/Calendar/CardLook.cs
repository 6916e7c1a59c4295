using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Money;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Calendar;

/// <summary>
/// How one card looks, in words that all desks of a clinic share. A component for each card, with its frames, handlers and words, took six megabytes
/// for one desk's busy day; this takes a few hundred kilobytes. The browser's side hears the clicks (Assets/src/desk.ts).
/// </summary>
sealed class CardLook
{
    const double OneLine = 34;
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    static readonly ConditionalWeakTable<DeskAppointment, CardLook> Drawn = [];

    readonly CardPlan plan;
    readonly string culture, kind, place, tip, inside, card;
    readonly object key;

    CardLook(CardPlan plan, ClinicContext clinic, IStringLocalizer<DeskTexts> texts, IStringLocalizer<MoneyTexts> money)
    {
        var a = plan.Appointment;
        (this.plan, culture, key, card) = (plan, CultureInfo.CurrentUICulture.Name, a.Id, a.Id.ToString());
        kind = string.Join(' ', new[]
        {
            "card", StatusLook.Class(a.Status), plan.Height < OneLine ? "one-line" : null, a.OverbookReason is null ? null : "is-over", plan.Movable ? "is-movable" : null,
            plan.Resizable ? "is-resizable" : null,
        }.OfType<string>());
        place = string.Create(CultureInfo.InvariantCulture,
            $"top:{plan.Top:0.#}px;height:{Math.Max(plan.Height - 1, 18):0.#}px;inset-inline-start:{100.0 * plan.Lane / plan.Lanes:0.##}%;width:{100.0 / plan.Lanes:0.##}%;--service:{a.ServiceColour}");
        var (time, service, state) = (clinic.Format.Time(a.Start), a.ServiceName(clinic.Language), texts[StatusLook.Word(a.Status)].Value);
        tip = texts["Card.Label", time, a.PatientName, service, state] + (a.OverbookReason is { } over ? $" · {texts["Card.Over", over]}" : null);
        inside = Inside(plan, time, service, state, texts, money);
    }

    public static CardLook Of(CardPlan plan, ClinicContext clinic, IStringLocalizer<DeskTexts> texts, IStringLocalizer<MoneyTexts> money)
    {
        if (Drawn.TryGetValue(plan.Appointment, out var look) && look.plan == plan && look.culture == CultureInfo.CurrentUICulture.Name)
            return look;
        look = new(plan, clinic, texts, money);
        Drawn.AddOrUpdate(plan.Appointment, look);
        return look;
    }

    /// <summary>As few frames as can be: each stands in the memory of each desk.</summary>
    public void Draw(RenderTreeBuilder builder)
    {
        builder.OpenElement(100, "button");
        builder.SetKey(key);
        builder.AddAttribute(101, "class", kind);
        builder.AddAttribute(102, "data-card", card);
        builder.AddAttribute(103, "style", place);
        builder.AddAttribute(104, "title", tip);
        builder.AddAttribute(105, "tabindex", "-1");
        builder.AddMarkupContent(106, inside);
        builder.CloseElement();
    }

    static string Inside(CardPlan plan, string time, string service, string state, IStringLocalizer<DeskTexts> texts, IStringLocalizer<MoneyTexts> money)
    {
        var (a, html) = (plan.Appointment, new StringBuilder());
        html.Append("<span class=\"card-line\"><span class=\"card-name\" dir=\"auto\">").Append(Encoded(a.PatientName)).Append("</span>");
        if (a.ToBeMoved)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"to-be-moved\" title=\"{Encoded(texts["Card.ToBeMovedHint"])}\">⇄ {Encoded(texts["Card.ToBeMoved"])}</span>");
        if (a.Payment == PaymentMark.Due)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"pay-mark is-due\" title=\"{Encoded(money["Mark.Due"])}\">{Svg(Icons.Material.Outlined.Payments)}<span class=\"visually-hidden\">{Encoded(money["Mark.Due"])}</span></span>");
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"status {StatusLook.Class(a.Status)}\">{Svg(StatusLook.Icon(a.Status))}<span class=\"status-word\">{Encoded(state)}</span></span></span>");
        html.Append(plan.Height < OneLine
            ? $"<span class=\"visually-hidden\">{Encoded(time)} {Encoded(service)}</span>"
            : $"<span class=\"card-line card-what\"><span class=\"numbers\">{Encoded(time)}</span> <span class=\"card-service\">{Encoded(service)}{(plan.With is null ? null : $" · {Encoded(plan.With)}")}</span></span>");
        return html.ToString();
    }

    static string Svg(string drawing) => $"<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">{drawing}</svg>";

    static string Encoded(string text) => Encoder.Encode(text);
}
