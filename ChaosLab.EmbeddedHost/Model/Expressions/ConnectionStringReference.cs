namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource, as another one uses it.</summary>
/// <param name="resource">The resource that is connected to.</param>
/// <param name="optional">Whether the user can do without.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IExpressionValue, IValueWithReferences
{
    /// <summary>The resource that is connected to.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;

    /// <summary>Whether the user can do without.</summary>
    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    async ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken)
        => Checked(await Resource.GetValueAsync(cancellationToken));

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
        => Checked(await Resource.GetValueAsync(context, cancellationToken));

    private string? Checked(string? value)
        => !string.IsNullOrEmpty(value) || Optional
            ? value
            : throw new DistributedApplicationException($"The connection string for the resource '{Resource.Name}' is not available.");
}
