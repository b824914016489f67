namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault on the calls to one dependency: which calls it hits, and how many it has.</summary>
internal abstract class OutgoingFault(FaultSettings settings, SeededChance chance) : IOutgoingFault
{
    public const string Dependency = "dependency";

    private long _hits;

    string IOutgoingFault.Dependency { get; } = settings.Word(Dependency);

    public double Rate { get; } = settings.Number(FaultSetting.Rate.Name);

    public long Hits => Interlocked.Read(ref _hits);

    public static FaultSetting DependencySetting(DependencyRegistry dependencies)
        => FaultSetting.Choice(Dependency, null, [.. dependencies.All.Select(each => each.Name).Order(StringComparer.Ordinal)]) with { IsRequired = true };

    public double Roll() => chance.Next();

    public void Hit()
    {
        Interlocked.Increment(ref _hits);
        settings.Mark?.Hit();
    }

    public void Dispose()
    {
        // It acts on nothing but the calls that come to it.
    }
}
