using ChaosLab.Hosting;

Console.WriteLine(LabHost.Banner);
var builder = DistributedApplication.CreateBuilder(args);
try
{
    var lab = builder.AddChaosLab().Resource;

    // What every call between two parts goes over, so that it can be disturbed.
    builder.AddProject<Projects.ChaosLab_Proxy>("proxy", NoLaunchProfile).AsChaosProxy();

    // The stores.
    var cache = builder.AddLabRedis("cache");
    var postgres = builder.AddLabPostgres("postgres");
    var orders = postgres.AddLabDatabase("ordersdb");
    var products = postgres.AddLabDatabase("catalogdb");

    // What breaks it all. It takes the shop's telemetry, and reads the orders past every edge.
    var chaos = builder.AddProject<Projects.ChaosLab_ChaosController>("chaos", NoLaunchProfile).AsLabService(lab.ConsolePort)
        .WithReference(orders)
        .WithLabBridge();

    // The shop. Nobody waits for anybody: every service starts without what it depends on, and says so.
    var payment = builder.AddProject<Projects.ChaosLab_Payment>("payment", NoLaunchProfile).AsLabService().WithLabTelemetry(chaos)
        .WithChaosReference(cache)
        .WithEnvironment("Payment__LedgerDirectory", lab.DataDirectoryOf("payment"))
        .WithJournal(probePath: "/refund", probeBody: """{"key":"chaoslab-canary-{key}"}""")
        .WithOutageSwitch("/fail-mode", probePath: "/refund", probeBody: """{"key":"chaoslab-probe"}""")
        .InFullOutage();
    var catalog = builder.AddProject<Projects.ChaosLab_Catalog>("catalog", NoLaunchProfile).AsLabService().WithLabTelemetry(chaos)
        .WithChaosReference(cache).WithChaosReference(products);
    builder.AddProject<Projects.ChaosLab_Analytics>("analytics", NoLaunchProfile).AsLabService().WithLabTelemetry(chaos)
        .WithChaosReference(cache);
    var web1 = AddWeb("web-1");
    var web2 = AddWeb("web-2");
    var web3 = AddWeb("web-3").WithExplicitStart();
    var web4 = AddWeb("web-4").WithExplicitStart();

    // Where customers come in.
    builder.AddHaProxyGateway("gateway", lab.GatewayPort, routes => routes
        .Path(catalog, "/products", "/search")
        .Rest("web", web1, web2, web3, web4));

    await builder.Build().RunAsync();
    return Environment.ExitCode;

    IResourceBuilder<ProjectResource> AddWeb(string name)
        => builder.AddProject<Projects.ChaosLab_Web>(name, NoLaunchProfile).AsLabService().InstanceOf("web").WithLabTelemetry(chaos)
            .WithChaosReference(orders).WithChaosReference(cache).WithChaosReference(payment).WithChaosReference(catalog)
            .InFullOutage();
}
catch (DistributedApplicationException problem) when (!builder.IsUnderTest())
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}

static void NoLaunchProfile(ProjectResourceOptions options) => options.ExcludeLaunchProfile = true;
