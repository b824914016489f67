using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string of the AppHost's configuration.</summary>
internal sealed class ConfiguredConnectionString(string name, string? environmentVariable, IConfiguration configuration)
    : Resource(name), IResourceWithConnectionString, IResourceWithoutLifetime
{
    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariable;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{new Configured(Name, configuration)}");

    private sealed class Configured(string name, IConfiguration configuration) : IExpressionValue
    {
        public string ValueExpression => $"{{{name}.connectionString}}";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
            => new(configuration.GetConnectionString(name)
                ?? throw new MissingParameterValueException(
                    $"Connection string resource could not be used because configuration key 'ConnectionStrings:{name}' is missing."));
    }
}
