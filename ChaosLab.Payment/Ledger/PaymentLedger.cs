namespace ChaosLab.Payment.Ledger;

/// <summary>Every payment ever made. One thread decides and writes, so all decisions have one order; many share one flush.</summary>
internal sealed partial class PaymentLedger : IDisposable
{
    /// <summary>Requests that may wait for the disk; more are refused.</summary>
    private const int MaxWaiting = 10_000;

    private readonly Journal journal;
    private readonly TimeProvider time;
    private readonly LedgerState state;
    private readonly LedgerBook book = new();
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly Thread writer;
    private List<Posting> waiting = [];
    private bool isClosed;

    /// <summary>Replays the journal.</summary>
    /// <exception cref="LedgerException">It is damaged or cannot be read.</exception>
    public PaymentLedger(IDurableFile file, TimeProvider time, LedgerState state, ILogger<PaymentLedger> logger)
    {
        journal = new(file);
        this.time = time;
        this.state = state;

        var torn = journal.Open(book.Replay);
        if (torn > 0)
            LogTornLine(logger, journal.Path, torn);
        LogOpened(logger, journal.Path, book.Count);

        // A flush blocks for milliseconds: on its own thread it does not hold up the requests that gather behind it.
        writer = new(WriteUntilClosed) { Name = "ledger writer", IsBackground = true };
        writer.Start();
    }

    /// <summary>The journal's file.</summary>
    public string Path => journal.Path;

    /// <summary>The bytes of <see cref="Path"/> that hold acknowledged entries.</summary>
    public long DurableLength => journal.DurableLength;

    /// <summary>Where the key durably stands, or null.</summary>
    public Charge? Find(string key) => book.Find(key);

    /// <summary>Whether money was taken for the key and is not back.</summary>
    /// <exception cref="LedgerUnavailableException">It is not known.</exception>
    public async Task<bool> HoldsChargeAsync(string key) =>
        (await PostAsync(new LedgerRequest.Ask(key))).Charge is { Status: EntryKind.Charged };

    /// <summary>Decides a request; the answer comes when everything it rests on is durable.</summary>
    /// <exception cref="LedgerUnavailableException">The disk refused, or too many wait for it.</exception>
    public Task<LedgerAnswer> PostAsync(LedgerRequest request)
    {
        var posting = new Posting(request);
        lock (gate)
        {
            if (isClosed)
                throw Refusal(request, "the service is stopping");
            if (waiting.Count >= MaxWaiting)
                throw Refusal(request, $"{MaxWaiting} requests wait for the disk");
            waiting.Add(posting);
            if (waiting.Count == 1)
                wake.Release();
        }

        return posting.Task;
    }

    /// <summary>Finishes what was posted, then closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isClosed)
                return;
            isClosed = true;
        }

        wake.Release();
        writer.Join();
        journal.Dispose();
        wake.Dispose();
    }

    private void WriteUntilClosed()
    {
        var batch = new List<Posting>();
        while (true)
        {
            wake.Wait();
            lock (gate)
            {
                if (waiting.Count == 0 && isClosed)
                    return;
                (batch, waiting) = (waiting, batch);
            }

            Settle(batch);
            batch.Clear();
        }
    }

    private void Settle(List<Posting> batch)
    {
        var now = time.GetUtcNow();
        var mustWrite = journal.HasLeftovers;
        foreach (var posting in batch)
        {
            var (answer, mustWait) = book.Decide(posting.Request, now);
            posting.Decided(answer, mustWait || journal.HasLeftovers || posting.Request is LedgerRequest.Prove);
            mustWrite |= posting.Request is LedgerRequest.Prove;
        }

        try
        {
            if (mustWrite || book.Entries.Count > 0)
            {
                journal.Append(book.Entries);
                state.Written();
            }

            book.Commit();
            batch.ForEach(posting => posting.Settled());
        }
        catch (JournalException e)
        {
            book.Forget();
            state.Refused(e.Message);
            batch.ForEach(posting => posting.Failed(Refusal(posting.Request, e.Message, e.IsUndone)));
        }
    }

    // Unless the batch is undone, a restart may find any of it done: then nothing can be said of its keys.
    private LedgerUnavailableException Refusal(LedgerRequest request, string reason, bool isUndone = true) =>
        new(reason, charged: isUndone ? Find(request.Key)?.Status == EntryKind.Charged : null);

    [LoggerMessage(LogLevel.Information, "The ledger {Path} is open: {Keys} keys")]
    private static partial void LogOpened(ILogger logger, string path, int keys);

    [LoggerMessage(LogLevel.Warning, "The ledger {Path} ended with {Bytes} bytes of an unfinished line, which was never acknowledged; they are cut off")]
    private static partial void LogTornLine(ILogger logger, string path, long bytes);
}
