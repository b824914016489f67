using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The variables by which a resource finds those it refers to.</summary>
internal static class ReferenceVariables
{
    /// <summary><c>ConnectionStrings__{name}</c>, and <c>{NAME}_{PROPERTY}</c> for each part.</summary>
    public static void AddConnection(EnvironmentCallbackContext context, IResourceWithConnectionString source, string name, bool optional)
    {
        var flags = Flags(context.Resource);
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            var variable = source.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(source, optional);
        }

        if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties)) return;

        var prefix = name.Length == 0 ? "" : $"{EnvironmentNames.Encode(name).ToUpperInvariant()}_";
        foreach (var (property, value) in source.GetConnectionProperties())
            context.EnvironmentVariables[prefix + property.ToUpperInvariant()] = value;
        foreach (var property in source.Annotations.OfType<ConnectionPropertyAnnotation>())
            context.EnvironmentVariables[prefix + property.Name.ToUpperInvariant()] = property.Value;
    }

    /// <summary><c>services__{name}__{key}__{index}</c> and <c>{NAME}_{ENDPOINT}</c> for each endpoint referred to.</summary>
    public static void AddEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation reference, string? name)
    {
        var flags = Flags(context.Resource);
        var service = name ?? reference.Resource.Name;
        foreach (var endpoint in reference.Resource.GetEndpoints().Where(reference.Includes))
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                var prefix = EnvironmentNames.Encode(name ?? service.ToUpperInvariant());
                context.EnvironmentVariables[$"{prefix}_{EnvironmentNames.Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                var key = $"services__{service}__{(endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName)}";
                var index = 0;
                while (context.EnvironmentVariables.ContainsKey($"{key}__{index}")) index++;
                context.EnvironmentVariables[$"{key}__{index}"] = endpoint;
            }
        }
    }

    /// <summary><c>services__{name}__default__0</c> and <c>{name}</c>.</summary>
    public static void AddUri(EnvironmentCallbackContext context, string name, Uri uri)
    {
        var flags = Flags(context.Resource);
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery)) context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints)) context.EnvironmentVariables[EnvironmentNames.Encode(name)] = uri.ToString();
    }

    private static ReferenceEnvironmentInjectionFlags Flags(IResource resource)
        => resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;
}
