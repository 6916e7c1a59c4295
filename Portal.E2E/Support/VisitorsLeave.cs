using System.Reflection;
using Portal.E2E.Support;
using Xunit.v3;

[assembly: VisitorsLeave]

namespace Portal.E2E.Support;

/// <summary>Who came for a journey leaves with it: a desk left open would draw every booking of the journeys after it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class VisitorsLeaveAttribute : BeforeAfterTestAttribute
{
    // the hook knows no other way than to wait
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Task.Run(() => Chromium.LeaveAsync(test.UniqueID)).GetAwaiter().GetResult();
}
