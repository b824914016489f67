namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource gets the variables of an OTLP exporter.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation
{
    /// <summary>The protocol the resource insists on.</summary>
    public OtlpProtocol? RequiredProtocol { get; init; }
}
