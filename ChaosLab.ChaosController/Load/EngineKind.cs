namespace ChaosLab.ChaosController.Load;

/// <summary>How the generator waits for its sockets.</summary>
internal enum EngineKind
{
    /// <summary>Epoll on Linux, else the portable one.</summary>
    Auto,

    /// <summary>Linux' epoll, called directly.</summary>
    Epoll,

    /// <summary>.NET's own, on every system.</summary>
    Portable,
}
