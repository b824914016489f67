namespace ChaosLab.Web.Reconciliation;

/// <summary>Registers the reconciler.</summary>
internal static class ReconciliationExtensions
{
    public static void AddReconciliation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OrderReconciler>();
        builder.Services.AddHostedService<ReconcilerService>();
    }
}
