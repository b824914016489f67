using ChaosLab.ServiceDefaults.Faults;
using Microsoft.Extensions.Options;

namespace ChaosLab.Payment.Ledger;

/// <summary>Registers and opens the ledger.</summary>
internal static partial class LedgerExtensions
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

    /// <summary>Opens the ledger before the first request; when it cannot be, says why in one line of the log.</summary>
    public static bool TryOpenLedger(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<PaymentLedger>();
            return true;
        }
        catch (Exception e) when (e is LedgerException or OptionsValidationException)
        {
            LogCannotOpen(app.Logger, e.Message);
            return false;
        }
    }

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

    [LoggerMessage(LogLevel.Critical, "The payment service cannot start. {Reason}")]
    private static partial void LogCannotOpen(ILogger logger, string reason);
}
