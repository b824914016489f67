using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>Puts given values into the inputs that a command declares, and says what is wrong with them.</summary>
internal static class CommandArguments
{
    /// <summary>The declared inputs with the given values; a value that is not given keeps the declared one.</summary>
    public static InteractionInputCollection Merge(ResourceCommandAnnotation command, InteractionInputCollection? given)
        => new([.. (command.Arguments ?? []).Select(input => With(input, given))]);

    /// <summary>Everything that is wrong, one sentence each; empty when all is well.</summary>
    public static async Task<IReadOnlyList<string>> ValidateAsync(
        ResourceCommandAnnotation command, InteractionInputCollection merged, InteractionInputCollection? given, IServiceProvider services, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        errors.AddRange((given ?? new([])).Where(input => !merged.ContainsName(input.Name))
            .Select(input => $"{input.Name}: the command has no such argument."));
        foreach (var input in merged)
        {
            if (Fault(input) is { } fault) errors.Add($"{input.Name}: {fault}");
        }

        if (errors.Count > 0 || command.ValidateArguments is null) return errors;

        var context = new InputsDialogValidationContext { Inputs = merged, Services = services, CancellationToken = cancellationToken };
        await command.ValidateArguments(context);
        return [.. context.Errors.Select(error => $"{error.Name}: {error.Message}")];
    }

    private static InteractionInput With(InteractionInput declared, InteractionInputCollection? given) => new()
    {
        Name = declared.Name,
        Label = declared.Label,
        Description = declared.Description,
        InputType = declared.InputType,
        Required = declared.Required,
        Placeholder = declared.Placeholder,
        MaxLength = declared.MaxLength,
        Options = declared.Options,
        Value = given is not null && given.TryGetByName(declared.Name, out var input) ? input.Value : declared.Value,
    };

    private static string? Fault(InteractionInput input)
    {
        if (string.IsNullOrEmpty(input.Value)) return input.Required ? "a value is required." : null;
        if (input.MaxLength is { } limit && input.Value.Length > limit) return $"the value has {input.Value.Length} characters; at most {limit} are allowed.";

        return input.InputType switch
        {
            InputType.Number when !double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => $"'{input.Value}' is not a number.",
            InputType.Boolean when !bool.TryParse(input.Value, out _) => $"'{input.Value}' is neither true nor false.",
            InputType.Choice when input.Options is { Count: > 0 } options && options.All(option => option.Key != input.Value)
                => $"'{input.Value}' is none of {string.Join(", ", options.Select(option => option.Key))}.",
            _ => null,
        };
    }
}
