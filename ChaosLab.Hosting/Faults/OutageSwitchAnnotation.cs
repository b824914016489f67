namespace ChaosLab.Hosting.Faults;

/// <summary>Marks a service that can be told to fail.</summary>
/// <param name="path">
/// Takes <c>PUT {"enabled":true,"forSeconds":4}</c> with the lab's bearer token, again and again while it is to fail: with
/// <c>If-Match: *</c>, which is answered 412 when it does not fail any more. <c>GET</c> is answered <c>{"failMode":false}</c> then.
/// </param>
/// <param name="probePath">A path that callers post to; it answers 5xx while the service fails.</param>
/// <param name="probeBody">What is posted: a request that may be repeated as often as wanted without harm.</param>
public sealed class OutageSwitchAnnotation(string path, string probePath, string probeBody) : IResourceAnnotation
{
    /// <summary>Where the switch is.</summary>
    public string Path { get; } = path;

    /// <summary>What a caller's probe posts to.</summary>
    public string ProbePath { get; } = probePath;

    /// <summary>What a caller's probe posts.</summary>
    public string ProbeBody { get; } = probeBody;
}
