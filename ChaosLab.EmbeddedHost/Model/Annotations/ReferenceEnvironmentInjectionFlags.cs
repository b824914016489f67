namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which variables a reference sets.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The connection string.</summary>
    ConnectionString = 1,

    /// <summary>The parts of the connection string.</summary>
    ConnectionProperties = 2,

    /// <summary>Service discovery's.</summary>
    ServiceDiscovery = 4,

    /// <summary>One per endpoint.</summary>
    Endpoints = 8,

    /// <summary>All.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
