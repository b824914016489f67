using ChaosLab.Catalog.Products;
using ChaosLab.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace ChaosLab.Catalog.Reading;

/// <summary>Brings the last known products up to date now and then, so that an outage of Postgres finds them recent.</summary>
internal sealed class LastKnownRefresh(
    ProductStore store, LastKnownProducts lastKnown, CatalogSchema schema, IOptions<CatalogOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Applied.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.StaleRefresh, time);
        do
        {
            try
            {
                lastKnown.Keep(await store.ReadAsync(new CatalogQuery.Everything(), stoppingToken));
            }
            catch (DependencyException)
            {
                // The dependency reports itself; what is known stays.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
