using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Chart.Fhir;

namespace Portal.Features.Chart.Import;

/// <summary>One file on the page and how far it is.</summary>
sealed class ImportFile(IBrowserFile file)
{
    public enum Step
    {
        Waiting,
        Reading,
        Done,
        Refused,

        /// <summary>The browser does not hand it out any more.</summary>
        Gone,

        /// <summary>The server could not; the file may be tried again.</summary>
        Failed,
    }

    public IBrowserFile File => file;

    public Step State { get; set; }

    public long Read { get; set; }

    public string Phone { get; set; } = "";

    public ImportedBundle? Result { get; set; }

    public ImportError? Error { get; set; }

    /// <summary>What the clinic can say that the file did not.</summary>
    public bool WantsPhone => State == Step.Refused && Error is ImportError.PhoneMissing or ImportError.PhoneWrong;
}
