namespace Portal.Resources.Desk;

/// <summary>Names the texts of CalendarTexts.resx for IStringLocalizer: what the calendar says of its columns, menus, ghosts, months and paper.</summary>
public sealed class CalendarTexts;
