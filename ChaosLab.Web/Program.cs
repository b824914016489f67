using ChaosLab.ServiceDefaults;
using ChaosLab.Web;
using ChaosLab.Web.Orders;
using ChaosLab.Web.Outbox;
using ChaosLab.Web.Payments;
using ChaosLab.Web.Reconciliation;
using ChaosLab.Web.Storefront;

return await ServiceProgram.RunAsync(args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddWebOptions();
        builder.AddPayments();
        builder.AddOrders();
        builder.AddOutbox();
        builder.AddReconciliation();
        builder.AddCheckoutLimit();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.UseCheckoutLimit();
        app.MapCheckout();
        app.MapOrders();
        app.MapStorefront();
    });
