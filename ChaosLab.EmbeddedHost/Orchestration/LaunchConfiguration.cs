using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Runs a resource's callbacks for environment and arguments, and resolves what they gave.</summary>
internal sealed class LaunchConfiguration(DistributedApplicationExecutionContext execution, ResourceLoggerService logs)
{
    /// <summary>The variables that the callbacks set, on top of those given; a value that resolves to null is left out.</summary>
    public async Task<Dictionary<string, string>> EnvironmentAsync(
        IResource resource, IReadOnlyDictionary<string, string> defaults, CancellationToken cancellationToken)
    {
        var variables = defaults.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        var context = new EnvironmentCallbackContext(execution, resource, variables, cancellationToken) { Logger = logs.GetLogger(resource) };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray()) await annotation.Callback(context);

        var resolved = new Dictionary<string, string>();
        foreach (var (name, value) in variables)
        {
            if (await ResolveAsync(resource, $"environment variable '{name}'", value, cancellationToken) is { } text) resolved[name] = text;
        }

        return resolved;
    }

    /// <summary>The arguments that the callbacks gave, in their order.</summary>
    public async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, resource, cancellationToken)
        {
            ExecutionContext = execution,
            Logger = logs.GetLogger(resource),
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray()) await annotation.Callback(context);
        return await ResolveAllAsync(resource, arguments, cancellationToken);
    }

    /// <summary>Resolves each value to text, leaving out those that resolve to null.</summary>
    public async Task<IReadOnlyList<string>> ResolveAllAsync(
        IResource resource, IEnumerable<object> values, CancellationToken cancellationToken)
    {
        var resolved = new List<string>();
        foreach (var value in values)
        {
            if (await ResolveAsync(resource, "an argument", value, cancellationToken) is { } text) resolved.Add(text);
        }

        return resolved;
    }

    private async Task<string?> ResolveAsync(IResource resource, string what, object? value, CancellationToken cancellationToken)
    {
        try
        {
            return value switch
            {
                null => null,
                string text => text,
                IValueProvider provider => await provider.GetValueAsync(
                    new ValueProviderContext { ExecutionContext = execution, Caller = resource }, cancellationToken),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new StartFailedException($"The value of {what} of '{resource.Name}' cannot be worked out: {error.Message}", error);
        }
    }
}
