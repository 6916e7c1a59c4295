using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Jobs;

/// <summary>On a job that works for no single tenant: it goes through the tenants itself, or touches no tenant's data.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AcrossTenantsAttribute : Attribute;

/// <summary>
/// Opens the scope of a job: for the tenant that its arguments name (<see cref="TenantId"/>), with no person behind it. A job that names
/// none fails, unless its class says <see cref="AcrossTenantsAttribute"/>.
/// </summary>
sealed class TenantJobActivator(TenantScopes tenants, IServiceScopeFactory scopes) : JobActivator
{
    public override JobActivatorScope BeginScope(JobActivatorContext context)
    {
        var job = context.BackgroundJob.Job;
        if (job.Args.OfType<TenantId>().Select(t => (TenantId?)t).SingleOrDefault() is { } tenant && tenant != default)
            return new Scope(tenants.Open(tenant));
        return job.Type.IsDefined(typeof(AcrossTenantsAttribute), inherit: false) ? new Scope(scopes.CreateAsyncScope()) : throw new NoTenantException();
    }

    sealed class Scope(AsyncServiceScope scope) : JobActivatorScope
    {
        public override object Resolve(Type type) => ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);

        public override void DisposeScope() => scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
