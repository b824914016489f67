namespace Aspire.Hosting;

/// <summary>What a validation of arguments works on.</summary>
public sealed class InputsDialogValidationContext
{
    private readonly List<(string Name, string Message)> _errors = [];

    /// <summary>What was given.</summary>
    public required InteractionInputCollection Inputs { get; init; }

    /// <summary>Ends with the call.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    internal IReadOnlyList<(string Name, string Message)> Errors => _errors;

    /// <summary>Says what is wrong with an input.</summary>
    public void AddValidationError(InteractionInput input, string errorMessage) => _errors.Add((input.Name, errorMessage));

    /// <summary>Says what is wrong with an input.</summary>
    public void AddValidationError(string inputName, string errorMessage) => AddValidationError(Inputs[inputName], errorMessage);
}
