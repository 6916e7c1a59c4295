using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Patients.Photos;
using Portal.Hosting;

namespace Portal.Endpoints.Patients;

/// <summary><c>GET /desk/patients/{id}/photo</c>: a person's photo, for whoever may see the person.</summary>
static class PatientPhotoEndpoint
{
    public static void MapPatientPhotos(this IEndpointRouteBuilder routes) => routes.MapGet("/desk/patients/{id:guid}/photo", async (Guid id, HttpContext http, ReadPatientPhoto read) =>
    {
        var result = await read.ExecuteAsync(PatientId.From(id), http.RequestAborted);
        if (!result.Succeeded)
            return result.Error == PatientsError.Forbidden ? Results.Forbid(authenticationSchemes: [Policies.StaffScheme]) : Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600"; // another photo has another address
        return Results.File(result.Value.Content, result.Value.ContentType);
    }).RequireAuthorization(Policies.Staff);
}
