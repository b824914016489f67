using ChaosLab.Payment;
using ChaosLab.Payment.Charging;
using ChaosLab.Payment.Fraud;
using ChaosLab.Payment.Ledger;
using ChaosLab.Payment.Outage;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPaymentOptions();
builder.AddLedger();
builder.AddFraudCheck();
builder.AddFailMode();
builder.AddCharging();

await using var app = builder.Build();
if (!app.TryOpenLedger())
    return 1;

app.MapDefaultEndpoints();
app.MapCharging();
app.MapLedger();
app.MapFailMode();

await app.RunAsync();
return 0;
