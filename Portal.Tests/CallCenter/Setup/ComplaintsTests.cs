using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

public sealed class ComplaintsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complaint_leads_to_its_service_before_it_is_saved_in_the_trial_and_afterwards_in_the_chat()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var draft = new SaveComplaint.Request(null, null, "سناني بتوجعني، ضرسي\nmy tooth hurts", clinic.Service);
        (await TryAsync(clinic, "ضرسي بيوجعني من امبارح", null)).ShouldBeEmpty();
        (await TryAsync(clinic, "ضرسي بيوجعني من امبارح", draft)).ShouldBe([clinic.Service]);

        (await SaveAsync(clinic, draft)).Succeeded.ShouldBeTrue();

        (await TryAsync(clinic, "my tooth hurts", null)).ShouldBe([clinic.Service]);
        var saved = (await ListAsync(clinic)).Complaints.ShouldHaveSingleItem();
        saved.Phrases.ShouldBe("سناني بتوجعني\nضرسي\nmy tooth hurts");
        (await clinic.AuditAsync(SaveComplaint.Action)).ShouldBe(["done"]);
    }

    [Fact]
    public async Task The_same_words_lead_to_one_service_and_only_to_one_that_is_offered()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SaveAsync(clinic, new(null, null, "سناني بتوجعني", clinic.Service));
        (await SaveAsync(clinic, new(null, null, "سنانى بتوجعنى", clinic.Service))).Error.ShouldBe(AgentSetupError.PhraseTaken);
        (await SaveAsync(clinic, new(null, null, "هرش", ServiceId.New()))).Error.ShouldBe(AgentSetupError.ServiceMissing);
        (await SaveAsync(clinic, new(null, null, "هرش", null))).Error.ShouldBe(AgentSetupError.ServiceMissing);
        (await SaveAsync(clinic, new(null, null, " ، \n", clinic.Service))).Error.ShouldBe(AgentSetupError.PhrasesMissing);
        (await SaveAsync(clinic, new(null, null, new string('x', 81), clinic.Service))).Error.ShouldBe(AgentSetupError.PhrasesTooLong);
    }

    [Fact]
    public async Task A_stale_form_changes_nothing_and_a_deleted_one_is_put_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SaveAsync(clinic, new(null, null, "tooth", clinic.Service));
        var read = (await ListAsync(clinic)).Complaints.Single();
        (await SaveAsync(clinic, new(read.Id, read.Version, "tooth\nteeth", clinic.Service))).Succeeded.ShouldBeTrue();
        (await SaveAsync(clinic, new(read.Id, read.Version, "gums", clinic.Service))).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);
        (await DeleteAsync(clinic, read.Id, read.Version)).ShouldBe(AgentSetupError.ChangedMeanwhile);

        var now = (await ListAsync(clinic)).Complaints.Single();
        (await DeleteAsync(clinic, now.Id, now.Version)).ShouldBeNull();
        (await TryAsync(clinic, "my tooth", null)).ShouldBeEmpty();
        (await SaveAsync(clinic, new(now.Id, null, now.Phrases, now.ServiceId))).Succeeded.ShouldBeTrue();
        (await TryAsync(clinic, "my tooth", null)).ShouldBe([clinic.Service]);
    }

    [Fact]
    public async Task Another_clinics_complaint_is_not_reachable_and_leads_to_nothing_here()
    {
        var (ours, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await SaveAsync(theirs, new(null, null, "tooth", theirs.Service));
        var complaint = (await ListAsync(theirs)).Complaints.Single();

        (await ListAsync(ours)).Complaints.ShouldBeEmpty();
        (await DeleteAsync(ours, complaint.Id, complaint.Version)).ShouldBe(AgentSetupError.NotFound);
        (await SaveAsync(ours, new(null, null, "tooth", theirs.Service))).Error.ShouldBe(AgentSetupError.ServiceMissing);
        (await TryAsync(ours, "tooth", null)).ShouldBeEmpty();
    }

    static Task<Domain.Platform.Results.Result<Guid, AgentSetupError>> SaveAsync(TestClinic clinic, SaveComplaint.Request request) =>
        clinic.AdminAsync<SaveComplaint, Guid>(u => u.ExecuteAsync(request, Cancellation));

    static async Task<AgentSetupError?> DeleteAsync(TestClinic clinic, Domain.CallCenter.Model.ComplaintId id, uint version)
    {
        var result = await clinic.AdminAsync<DeleteComplaint, Guid>(u => u.ExecuteAsync(new(id, version), Cancellation));
        return result.Succeeded ? null : result.Error;
    }

    static async Task<ListComplaints.Page> ListAsync(TestClinic clinic) => (await clinic.AdminAsync<ListComplaints, ListComplaints.Page>(u => u.ExecuteAsync(Cancellation))).Value;

    static async Task<IEnumerable<ServiceId>> TryAsync(TestClinic clinic, string sentence, SaveComplaint.Request? draft) =>
        (await clinic.AdminAsync<TryComplaint, IReadOnlyList<ServiceFacts>>(u => u.ExecuteAsync(new(sentence, draft), Cancellation))).Value.Select(s => s.Id);
}
