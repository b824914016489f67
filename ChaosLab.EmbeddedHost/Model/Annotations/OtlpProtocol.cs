namespace Aspire.Hosting;

/// <summary>The transport of an OTLP exporter.</summary>
public enum OtlpProtocol
{
    /// <summary>gRPC.</summary>
    Grpc,

    /// <summary>HTTP with protobuf bodies.</summary>
    HttpProtobuf,

    /// <summary>HTTP with JSON bodies.</summary>
    HttpJson,
}
