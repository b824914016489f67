namespace ChaosLab.Benchmarks.Proxy;

/// <summary>One thing that is measured through every variant.</summary>
/// <param name="Name">Its word on the command line.</param>
/// <param name="Service">What it calls.</param>
/// <param name="CpuName">The name of the proxy's processor time per operation, with its unit.</param>
/// <param name="CpuScale">From seconds to that unit.</param>
/// <param name="Pin">The processor that the proxy gets in the pinned form; all else gets processor 0.</param>
/// <param name="MeasureAsync">Calls a port, on the given processor or any, and gives figures and the number of operations.</param>
internal sealed record ProxyTest(
    string Name, Service Service, string CpuName, double CpuScale, int Pin,
    Func<int, int?, Task<(IReadOnlyList<Measure> Measures, double Operations)>> MeasureAsync);
