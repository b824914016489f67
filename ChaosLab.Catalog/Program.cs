using ChaosLab.Catalog;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddCatalogOptions();
builder.AddProducts();
builder.AddCopies();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapCatalog();

app.Run();
