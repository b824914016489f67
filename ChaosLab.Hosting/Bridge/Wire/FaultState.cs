namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>Where an injected fault stands; in camel case on the wire.</summary>
public enum FaultState
{
    /// <summary>Accepted, has not acted yet.</summary>
    Requested,

    /// <summary>Acts now.</summary>
    Active,

    /// <summary>Ended; recovery is being watched.</summary>
    Lifted,

    /// <summary>Final: the target answers its callers again.</summary>
    Recovered,

    /// <summary>Final: the target did not answer again within the time-out.</summary>
    NotRecovered,

    /// <summary>Final: no caller saw an effect.</summary>
    NoEffect,

    /// <summary>Final: it could not act.</summary>
    Failed,

    /// <summary>It has ended, but its removal is not proven; the message says what to do.</summary>
    Stuck,
}
