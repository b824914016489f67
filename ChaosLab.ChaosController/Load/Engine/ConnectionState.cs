namespace ChaosLab.ChaosController.Load.Engine;

internal enum ConnectionState
{
    Connecting,

    /// <summary>Free for the next request.</summary>
    Idle,

    /// <summary>A request is on its way.</summary>
    Busy,

    Closed,
}
