using Microsoft.AspNetCore.Components;

namespace Portal.Shared;

/// <summary>
/// Puts the focus on an element of the markup it stands in, once both are on the page. An after-render of the parent's own cannot: it may
/// still belong to the render before the element came.
/// </summary>
public sealed class AutoFocus : ComponentBase
{
    [Parameter, EditorRequired] public Func<ElementReference> On { get; set; } = null!;

    protected override bool ShouldRender() => false;

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? On().FocusAsync().AsTask() : Task.CompletedTask;
}
