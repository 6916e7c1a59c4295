using Microsoft.AspNetCore.Identity;

namespace Portal.Domain.Identity.Store;

static class IdentityResults
{
    /// <summary>For what fails by a bug or by a concurrent change alone.</summary>
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"Identity refused: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
    }
}
