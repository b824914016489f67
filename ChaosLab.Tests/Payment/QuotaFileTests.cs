using ChaosLab.Payment.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

public sealed class QuotaFileTests
{
    [Fact]
    public async Task A_full_disk_refuses_charges_and_loses_none()
    {
        var disk = new MemoryDisk();
        using var file = new QuotaFile(disk);
        using (var ledger = Ledgers.Open(file))
        {
            await ledger.ChargeAsync("before");
            file.Quota = file.Length + 10;
            (await Should.ThrowAsync<LedgerUnavailableException>(() => ledger.ChargeAsync("during"))).Message.ShouldStartWith("No space left on device");
            file.Quota = long.MaxValue;
            await ledger.ChargeAsync("after");
        }

        file.Refused.ShouldBe(1);
        using var reopened = Ledgers.Open(new MemoryDisk(disk.Content));
        reopened.Find("before").ShouldNotBeNull();
        reopened.Find("during").ShouldBeNull();
        reopened.Find("after").ShouldNotBeNull();
    }

    [Fact]
    public void A_write_that_does_not_fit_takes_what_room_there_is()
    {
        var disk = new MemoryDisk();
        using var file = new QuotaFile(disk) { Quota = 4 };

        Should.Throw<IOException>(() => file.Write(0, "abcdef"u8));

        disk.Content.ShouldBe("abcd"u8.ToArray());
    }

    [Fact]
    public void A_write_that_fits_exactly_is_taken()
    {
        var disk = new MemoryDisk();
        using var file = new QuotaFile(disk) { Quota = 6 };

        file.Write(0, "abcdef"u8);

        disk.Content.ShouldBe("abcdef"u8.ToArray());
        file.Refused.ShouldBe(0);
    }
}
