using ChaosLab.Web;
using ChaosLab.Web.Orders;
using ChaosLab.Web.Outbox;
using ChaosLab.Web.Payments;
using ChaosLab.Web.Reconciliation;
using ChaosLab.Web.Storefront;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddWebOptions();
builder.AddPayments();
builder.AddOrders();
builder.AddOutbox();
builder.AddReconciliation();
builder.AddCheckoutLimit();

var app = builder.Build();

app.MapDefaultEndpoints();
app.UseCheckoutLimit();
app.MapCheckout();
app.MapOrders();
app.MapStorefront();

app.Run();
