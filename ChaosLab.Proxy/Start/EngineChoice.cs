namespace ChaosLab.Proxy.Start;

/// <summary>What carries the bytes.</summary>
internal enum EngineChoice
{
    /// <summary>Epoll on Linux, else sockets.</summary>
    Auto,

    /// <summary>Linux' epoll, called directly.</summary>
    Epoll,

    /// <summary>.NET's sockets, on every system.</summary>
    Sockets,
}
