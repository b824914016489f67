using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Engine.Epoll;
using ChaosLab.Proxy.Engine.Sockets;

namespace ChaosLab.Proxy.Start;

/// <summary>Makes and starts the loops of the chosen engine.</summary>
internal static class Loops
{
    /// <exception cref="StartException">This system does not have the engine.</exception>
    public static IReadOnlyList<EventLoop> Start(EngineChoice engine, int count, Action<string> log)
    {
        if (engine == EngineChoice.Epoll && !OperatingSystem.IsLinux())
            throw new StartException("--engine epoll needs Linux; use --engine sockets.", StartException.WrongUse);

        var epoll = engine == EngineChoice.Epoll || engine == EngineChoice.Auto && OperatingSystem.IsLinux();
        var loops = Enumerable.Range(1, count)
            .Select(number => epoll ? (EventLoop)new EpollLoop($"edges {number}", log) : new SocketLoop($"edges {number}", log)).ToArray();
        foreach (var loop in loops) loop.Start();
        return loops;
    }
}
