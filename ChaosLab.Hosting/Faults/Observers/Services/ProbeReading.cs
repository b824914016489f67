namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>What a probe was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, as far as the probe wants it; else empty.</param>
/// <param name="Took">From the first byte sent to the whole answer, the new connection included.</param>
internal sealed record ProbeReading(int Status, string Body, TimeSpan Took);
