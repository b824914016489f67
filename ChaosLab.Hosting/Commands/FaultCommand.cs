using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Commands;

/// <summary>Runs a fault for a resource command, and puts its end into the command's answer.</summary>
internal static class FaultCommand
{
    /// <summary>Who injects what is pressed in a dashboard: the user of the AppHost.</summary>
    public static string Owner { get; } = $"{Environment.UserName} (command)";

    /// <summary>Runs a fault until it is over.</summary>
    public static Task<ExecuteCommandResult> ToTheEndAsync(ExecuteCommandContext context, FaultRequest request)
        => RunAsync(context, request, _ => false);

    /// <summary>Runs a fault until it has been done and a caller feels it; it goes on until it is lifted.</summary>
    public static Task<ExecuteCommandResult> UntilFeltAsync(ExecuteCommandContext context, FaultRequest request)
        => RunAsync(context, request, record => record is { EffectSeenAt: not null, Message: not null });

    /// <summary>A number among the arguments, or null when it is left out.</summary>
    /// <exception cref="FaultRefusedException">It is not a number.</exception>
    public static double? Number(ExecuteCommandContext context, string name)
    {
        if (context.Arguments is not { } arguments || !arguments.TryGetByName(name, out var input) || string.IsNullOrWhiteSpace(input?.Value)) return null;
        return double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FaultRefusedException(Refusal.Invalid, $"{name} is '{input.Value}'; it must be a number.");
    }

    /// <summary>A text among the arguments, or null when it is left out.</summary>
    public static string? Text(ExecuteCommandContext context, string name)
        => context.Arguments is { } arguments && arguments.TryGetByName(name, out var input) && !string.IsNullOrWhiteSpace(input?.Value) ? input.Value : null;

    /// <summary>Turns what a fault refuses or cannot do into the command's answer.</summary>
    public static async Task<ExecuteCommandResult> AnswerAsync(Func<Task<ExecuteCommandResult>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception error) when (error is FaultRefusedException or InvalidOperationException)
        {
            return CommandResults.Failure(error.Message);
        }
    }

    private static async Task<ExecuteCommandResult> RunAsync(ExecuteCommandContext context, FaultRequest request, Func<FaultRecord, bool> enough)
    {
        var run = context.Services.GetRequiredService<FaultRunner>().Start(request with { Owner = request.Owner ?? Owner });

        // Who cancels a command wants its fault undone, and the answer when it is.
        await using var cancelled = context.CancellationToken.Register(run.RequestLift);
        var record = await run.WaitAsync(enough, CancellationToken.None);
        if (record.State == FaultState.Active) return CommandResults.Success(FaultStory.TellActive(record));
        return record.State == FaultState.Recovered
            ? CommandResults.Success(record.Message ?? record.Kind)
            : CommandResults.Failure(record.Message ?? record.State.ToString());
    }
}
