using ChaosLab.ServiceDefaults.Faults;

namespace ChaosLab.Payment.Ledger;

/// <summary>The ledger's disk quota is used up: writes fail, what was written stays.</summary>
internal sealed class DiskFullFault(QuotaFile file) : IServiceFaultKind
{
    private const string Spare = "spare";

    public string Name => "disk-full";

    /// <summary>How many bytes are free yet.</summary>
    public IReadOnlyList<FaultSetting> Settings { get; } = [FaultSetting.Whole(Spare, 0, 1 << 20, 0, " bytes")];

    public string Claim(FaultSettings settings) => "ledger's disk";

    public IServiceFault Start(FaultSettings settings) => new Acting(file, settings.Whole(Spare));

    /// <summary>Hits are the writes that did not fit.</summary>
    private sealed class Acting : IServiceFault
    {
        private readonly QuotaFile file;
        private readonly long refusedBefore;

        public Acting(QuotaFile file, int spare)
        {
            this.file = file;
            refusedBefore = file.Refused;
            file.Quota = file.Length + spare;
        }

        public long Hits => file.Refused - refusedBefore;

        public void Dispose() => file.Quota = long.MaxValue;
    }
}
