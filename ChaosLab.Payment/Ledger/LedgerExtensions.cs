using ChaosLab.ServiceDefaults.Faults;
using Microsoft.Extensions.Options;

namespace ChaosLab.Payment.Ledger;

/// <summary>Registers and opens the ledger.</summary>
internal static class LedgerExtensions
{
    private const string FileName = "ledger.jsonl";

    public static void AddLedger(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LedgerState>();
        builder.Services.AddSingleton(services =>
            LedgerLock.Take(Path.GetFullPath(services.GetRequiredService<IOptions<PaymentOptions>>().Value.LedgerDirectory)));
        builder.Services.AddSingleton(OpenFile);
        builder.Services.AddSingleton(Open);
        builder.Services.AddSingleton<IServiceFaultKind, DiskFullFault>();
        builder.AddLedgerHealth();
    }

    /// <summary>Opens the ledger before the first request.</summary>
    /// <exception cref="LedgerException">It cannot be opened.</exception>
    public static void OpenLedger(this WebApplication app) => app.Services.GetRequiredService<PaymentLedger>();

    private static PaymentLedger Open(IServiceProvider services)
    {
        return new(
            services.GetRequiredService<QuotaFile>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<LedgerState>(),
            services.GetRequiredService<ILogger<PaymentLedger>>());
    }

    private static QuotaFile OpenFile(IServiceProvider services)
    {
        // Asked for first, so that it is disposed last: the lock outlives the file it guards.
        services.GetRequiredService<LedgerLock>();
        var path = Path.Combine(Path.GetFullPath(services.GetRequiredService<IOptions<PaymentOptions>>().Value.LedgerDirectory), FileName);
        try
        {
            return new(new DurableFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The ledger '{path}' cannot be opened: {e.Message} Make it writable, or set Payment:LedgerDirectory to another directory.");
        }
    }
}
