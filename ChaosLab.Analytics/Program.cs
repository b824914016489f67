using ChaosLab.Analytics;
using ChaosLab.Analytics.Stats;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddAnalyticsOptions();
builder.AddOrderEvents();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapStats();

app.Run();
