using ChaosLab.Catalog;
using ChaosLab.ServiceDefaults;

return await ServiceProgram.RunAsync(args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddCatalogOptions();
        builder.AddProducts();
        builder.AddCopies();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapCatalog();
    });
