using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Gives resources the variables of an OTLP exporter.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Gives the variables.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
        => builder.WithAnnotation(new OtlpExporterAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Gives the variables, for one protocol.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment
        => builder.WithAnnotation(
            new OtlpExporterAnnotation { RequiredProtocol = protocol }, ResourceAnnotationMutationBehavior.Replace);
}
