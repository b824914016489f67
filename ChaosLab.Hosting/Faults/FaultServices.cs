using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Kinds.Containers;
using ChaosLab.Hosting.Faults.Kinds.Edges;
using ChaosLab.Hosting.Faults.Kinds.Services;
using ChaosLab.Hosting.Faults.Kinds.Stores;
using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Faults;

/// <summary>Registers the catalogue: a new kind is one file and one line here.</summary>
internal static class FaultServices
{
    public static void AddFaults(this IServiceCollection services)
    {
        services.AddSingleton<FaultTargets>();
        services.AddSingleton<ObserverFactory>();
        services.AddSingleton<OutageSwitch>();
        services.AddSingleton<LeaseRenewal>();
        services.AddSingleton<ProxyClient>();
        services.AddSingleton<EdgeSelection>();
        services.AddSingleton<EdgeTools>();
        services.AddSingleton<ServiceFaultClient>();
        services.AddSingleton<ServiceTools>();
        services.AddSingleton<StoreTools>();
        services.AddSingleton<NetworkTools>();
        services.AddSingleton<ContainerTools>();

        AddLifecycleKinds(services);
        AddEdgeKinds(services);
        AddServiceKinds(services);
        AddStoreKinds(services);
        AddContainerKinds(services);

        services.AddSingleton<FaultCatalogue>();
        services.AddSingleton<FaultBook>();
        services.AddSingleton<FaultMarks>();
        services.AddSingleton<FaultJournal>();
        services.AddSingleton<FaultLog>();
        services.AddSingleton<FaultRemoval>();
        services.AddSingleton<LeftoverUndo>();
        services.AddSingleton<HaltSwitch>();
        services.AddSingleton<BlastRadius>();
        services.AddSingleton<ControllerWatch>();
        services.AddSingleton<FaultRunner>();
        services.AddSingleton<FaultRelease>();
    }

    private static void AddLifecycleKinds(IServiceCollection services)
    {
        services.AddSingleton<IFaultKind, KillFault>();
        services.AddSingleton<IFaultKind, PauseFault>();
        services.AddSingleton<IFaultKind, StopFault>();
        services.AddSingleton<IFaultKind, StartFault>();
        services.AddSingleton<IFaultKind, RestartFault>();
        services.AddSingleton<IFaultKind, CrashLoopFault>();
        services.AddSingleton<IFaultKind, RandomKillFault>();
        services.AddSingleton<IFaultKind, FullOutageFault>();
        services.AddSingleton<IFaultKind, OutageFault>();
    }

    private static void AddEdgeKinds(IServiceCollection services)
    {
        services.AddSingleton<IFaultKind, PartitionFault>();
        services.AddSingleton<IFaultKind, SlowFault>();
        services.AddSingleton<IFaultKind, LatencyFault>();
        services.AddSingleton<IFaultKind, BandwidthFault>();
        services.AddSingleton<IFaultKind, SlowCloseFault>();
        services.AddSingleton<IFaultKind, TimeoutFault>();
        services.AddSingleton<IFaultKind, ResetPeerFault>();
        services.AddSingleton<IFaultKind, SlicerFault>();
        services.AddSingleton<IFaultKind, LimitDataFault>();
        services.AddSingleton<IFaultKind, PacketLossFault>();
        services.AddSingleton<IFaultKind, DownFault>();
        services.AddSingleton<IFaultKind, FlappingFault>();
    }

    private static void AddServiceKinds(IServiceCollection services)
    {
        services.AddSingleton<IFaultKind, HttpErrorFault>();
        services.AddSingleton<IFaultKind, HttpExceptionFault>();
        services.AddSingleton<IFaultKind, HttpLatencyFault>();
        services.AddSingleton<IFaultKind, OutgoingErrorFault>();
        services.AddSingleton<IFaultKind, OutgoingLatencyFault>();
        services.AddSingleton<IFaultKind, OutgoingStatusFault>();
        services.AddSingleton<IFaultKind, DnsFailureFault>();
        services.AddSingleton<IFaultKind, DnsSlowFault>();
        services.AddSingleton<IFaultKind, CpuFault>();
        services.AddSingleton<IFaultKind, MemoryFault>();
        services.AddSingleton<IFaultKind, ThreadPoolFault>();
        services.AddSingleton<IFaultKind, DiskFullFault>();
    }

    private static void AddStoreKinds(IServiceCollection services)
    {
        services.AddSingleton<IFaultKind, PgReadOnlyFault>();
        services.AddSingleton<IFaultKind, PgPoolFault>();
        services.AddSingleton<IFaultKind, PgLockFault>();
        services.AddSingleton<IFaultKind, PgTerminateFault>();
        services.AddSingleton<IFaultKind, RedisFlushFault>();
        services.AddSingleton<IFaultKind, RedisMemoryFault>();
        services.AddSingleton<IFaultKind, RedisClientsFault>();
        services.AddSingleton<IFaultKind, VolumeRemovedFault>();
    }

    private static void AddContainerKinds(IServiceCollection services)
    {
        services.AddSingleton<IFaultKind, ContainerDisconnectFault>();
        services.AddSingleton<IFaultKind, ContainerCpuFault>();
        services.AddSingleton<IFaultKind, ContainerMemoryFault>();
        services.AddSingleton<IFaultKind, ContainerNetemFault>();
        services.AddSingleton<IFaultKind, ContainerDropFault>();
    }
}
