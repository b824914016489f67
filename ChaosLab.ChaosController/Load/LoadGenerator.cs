using System.Net;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load.Arrivals;
using ChaosLab.ChaosController.Load.Engine;
using ChaosLab.ChaosController.Load.Figures;
using ChaosLab.ChaosController.Load.Traffic;

namespace ChaosLab.ChaosController.Load;

/// <summary>Starts open-loop loads: requests are due by a schedule, whatever the server does.</summary>
internal static class LoadGenerator
{
    /// <summary>Starts a load of customers on the shop.</summary>
    /// <param name="spec">How much, what, over how many connections. Its command is not regarded here.</param>
    /// <param name="gateway">Where the shop is; http on this machine.</param>
    /// <param name="seed">Of the arrivals and of what is asked: the same seed, the same load.</param>
    /// <param name="purchases">Gets every purchase of which anything was sent.</param>
    /// <param name="time">Tells the dates.</param>
    /// <param name="engine">How it waits for its sockets.</param>
    /// <param name="outcomes">Gets what becomes of every request; null where nobody counts.</param>
    /// <exception cref="ArgumentException">The load or the address is not within <see cref="LoadLimits"/>.</exception>
    public static GeneratedLoad Start(
        LoadSpec spec, Uri gateway, int seed, IPurchaseLog purchases, TimeProvider? time = null, EngineKind engine = EngineKind.Auto, LoadOutcomes? outcomes = null)
    {
        LoadLimits.CheckTarget(gateway);
        return Start(spec, gateway, seed, new ShopTraffic(gateway, spec.Mix, seed, purchases), time, engine, outcomes);
    }

    /// <summary>Starts a load of GETs of one address; the mix is not regarded.</summary>
    /// <exception cref="ArgumentException">The load or the address is not within <see cref="LoadLimits"/>.</exception>
    public static GeneratedLoad StartOn(LoadSpec spec, Uri url, int seed, TimeProvider? time = null, EngineKind engine = EngineKind.Auto)
    {
        LoadLimits.CheckTarget(url);
        return Start(spec, url, seed, new UrlTraffic(url), time, engine, outcomes: null);
    }

    private static GeneratedLoad Start(LoadSpec spec, Uri target, int seed, ITraffic traffic, TimeProvider? time, EngineKind engine, LoadOutcomes? outcomes)
    {
        LoadLimits.Check(spec);
        var epoll = engine == EngineKind.Epoll || (engine == EngineKind.Auto && OperatingSystem.IsLinux());
        IReadiness readiness = epoll ? new EpollReadiness(spec.Connections) : new SelectReadiness();
        var schedule = new ArrivalSchedule(spec.Phases, seed);
        var clock = new LoadClock(time ?? TimeProvider.System);
        var record = new LoadRecord(traffic.Operations, clock.StartedAt, spec.Timeout);
        var asked = outcomes is null ? traffic : new CountedTraffic(traffic, outcomes);
        var loop = new LoadLoop(EndPoint(target), spec.Connections, spec.Timeout, schedule, asked, record, clock, readiness);
        return new GeneratedLoad(loop, record, clock, traffic, spec, seed);
    }

    private static IPEndPoint EndPoint(Uri target)
        => new(target.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(target.IdnHost), target.Port);
}
