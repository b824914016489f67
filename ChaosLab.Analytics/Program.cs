using ChaosLab.Analytics;
using ChaosLab.Analytics.Stats;
using ChaosLab.ServiceDefaults;

return await ServiceProgram.RunAsync(args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddAnalyticsOptions();
        builder.AddOrderEvents();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapStats();
        app.MapCounted();
    });
