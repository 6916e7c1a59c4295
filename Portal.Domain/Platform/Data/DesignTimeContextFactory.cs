using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Portal.Domain.Platform.Data;

/// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        DataRegistration.Configure(options, DataRegistration.CreateDataSource("Host=localhost"));
        return new PortalDbContext(options.Options, new TenantContext());
    }
}
