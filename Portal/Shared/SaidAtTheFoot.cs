using MudBlazor;

namespace Portal.Shared;

/// <summary>What was done, said at the foot of the page, with a way to take it back: undo instead of "are you sure".</summary>
static class SaidAtTheFoot
{
    /// <param name="takeBack">The button's word; null where nothing can be taken back.</param>
    /// <param name="undo">Run by the button; the caller sees to it that it runs on its own renderer.</param>
    public static void Tell(this ISnackbar snackbar, string said, string? takeBack = null, Func<Task>? undo = null) => snackbar.Add(said, Severity.Normal, options =>
    {
        options.HideIcon = true;
        if (undo is null)
            return;
        options.Action = takeBack;
        options.OnClick = _ => undo();
    });
}
