using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Asking;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Bench.Chart;

/// <summary>A doctor's question from end to end, answered offline: the right to the record, the search, the answer and its row in the audit trail, each in a scope of its own as from a page.</summary>
static class AskSpeed
{
    const int Rounds = 3;

    static readonly string[] Questions =
    [
        "What was the last HbA1c and how has it changed?", "Does she take metformin?", "current medicines", "When was the last visit and why?", "What did the cardiologist write?",
        "Any diagnosis of chronic kidney disease?", "blood pressure", "chest tightness on effort", "ferritin result", "Was warfarin ever stopped?",
        "آخر تحليل سكر تراكمي واتجاهه؟", "الأدوية الحالية؟", "متى كانت آخر زيارة ولماذا؟", "هل توجد حساسية؟", "ماذا كتب طبيب القلب؟", "هل عنده ربو؟", "ضغط الدم", "صداع مستمر", "وصفة كونكور", "حصوة في الكلى",
    ];

    public static async Task AddAsync(Report report, IServiceProvider services, TenantId tenant, IReadOnlyList<PatientId> patients)
    {
        var doctor = UserId.From(Guid.CreateVersion7());
        var took = new List<double>();
        foreach (var patient in patients)
        {
            await using var scope = Scope(services, tenant, doctor);
            if (!(await scope.ServiceProvider.GetRequiredService<BreakGlass>().ExecuteAsync(new(patient, "Measured, and nobody's record"), default)).Succeeded)
                throw new InvalidOperationException("The record could not be opened.");
        }

        for (var round = 0; round < Rounds; round++) // the first warms it up
        {
            took.Clear();
            foreach (var patient in patients)
                foreach (var question in Questions)
                {
                    var began = Stopwatch.GetTimestamp();
                    await using var scope = Scope(services, tenant, doctor);
                    if (!(await scope.ServiceProvider.GetRequiredService<AskChart>().ExecuteAsync(new(patient, question), default)).Succeeded)
                        throw new InvalidOperationException("A question was refused.");
                    took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
        }

        report.Add("ask_p95_ms", Report.Percentile(took, 0.95), $"{took.Count} questions of {patients.Count} patients, one after another; median {Report.Median(took):0} ms");
    }

    static AsyncServiceScope Scope(IServiceProvider services, TenantId tenant, UserId doctor)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(tenant);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeStaff(doctor, "Dr Bench", StaffRole.Doctor);
        return scope;
    }
}
