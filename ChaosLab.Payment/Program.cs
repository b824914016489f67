using ChaosLab.Payment;
using ChaosLab.Payment.Charging;
using ChaosLab.Payment.Fraud;
using ChaosLab.Payment.Ledger;
using ChaosLab.Payment.Outage;
using ChaosLab.ServiceDefaults;

return await ServiceProgram.RunAsync(args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddPaymentOptions();
        builder.AddLedger();
        builder.AddFraudCheck();
        builder.AddFailMode();
        builder.AddCharging();
    },
    app =>
    {
        app.OpenLedger();
        app.MapDefaultEndpoints();
        app.MapCharging();
        app.MapLedger();
        app.MapFailMode();
    });
