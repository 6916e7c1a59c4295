using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Portal.Domain.Platform.Data;

/// <summary>
/// The model of the whole schema. It stays small: each mapping lives beside its entity and each module reaches its own sets by
/// <c>Set&lt;T&gt;()</c>. One context serves one operation; it comes from the scoped factory and is never kept in a field.
/// </summary>
public sealed class PortalDbContext : DbContext, IDataProtectionKeyContext
{
    public const string Schema = "portal";

    public PortalDbContext(DbContextOptions<PortalDbContext> options, TenantContext tenant) : base(options)
    {
        Tenant = tenant;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always; // see TenantTransactionInterceptor
    }

    internal TenantContext Tenant { get; }

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        IdConventions.Apply(configuration);
        configuration.Conventions.Remove<ForeignKeyIndexConvention>(); // an index is declared where a query needs it
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.HasDefaultSchema(Schema);
        model.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }
}
