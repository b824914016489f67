using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>The ledger on a real disk.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ledger-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Real_file_is_replayed_and_its_torn_line_cut_off()
    {
        var path = Path.Combine(directory, "ledger.jsonl");
        using (var ledger = Ledgers.Open(new DurableFile(path)))
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ledger.ChargeAsync("k" + i)));
            ledger.DurableLength.ShouldBe(new FileInfo(path).Length);
        }

        var whole = new FileInfo(path).Length;
        await File.AppendAllTextAsync(path, "{\"seq\":51,\"at\":");

        using var reopened = Ledgers.Open(new DurableFile(path));
        Enumerable.Range(0, 50).ShouldAllBe(i => reopened.Find("k" + i) != null);
        new FileInfo(path).Length.ShouldBe(whole);
    }

    [Fact]
    public void Second_owner_is_refused_with_the_directory_and_the_way_out()
    {
        using (LedgerLock.Take(directory))
        {
            var e = Should.Throw<LedgerException>(() => LedgerLock.Take(directory));
            e.Message.ShouldContain(directory);
            e.Message.ShouldContain("in use by another process");
            e.Message.ShouldContain("Payment:LedgerDirectory");
        }

        LedgerLock.Take(directory).Dispose();
    }
}
