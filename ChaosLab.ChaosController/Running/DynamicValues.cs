using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Probing;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Carries out the probes of a configuration before a run, as Chaos Toolkit does: a program gives its stdout without the white space
/// around it, a server its body. One that fails refuses the run: what it should have given would be missing in the middle of it.
/// </summary>
internal static class DynamicValues
{
    /// <summary>For a probe without a time-out of its own.</summary>
    public static readonly TimeSpan StandardLimit = TimeSpan.FromSeconds(20);

    /// <summary>For all of them: who asked for the run waits for the answer.</summary>
    public static readonly TimeSpan WholeLimit = TimeSpan.FromSeconds(40);

    /// <summary>Reads the file with the values that its probes give.</summary>
    /// <param name="read">Reads the file with what is known so far.</param>
    /// <param name="inputs">What is known at first.</param>
    /// <param name="directory">Where programs run.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="RunRefusedException">A probe failed, or took too long.</exception>
    public static async Task<ExperimentReading> ReadAsync(
        Func<ExperimentInputs, ExperimentReading> read, ExperimentInputs inputs, string directory, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(WholeLimit);
        var probed = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var reading = read(inputs);
        while (reading.Dynamic is [{ } next, ..])
        {
            probed[next.Name] = await AskAsync(next, directory, inputs.Environment, limit.Token, ct);
            reading = read(inputs with { Probed = probed });
        }

        return reading;
    }

    private static async Task<JsonNode?> AskAsync(
        DynamicValue value, string directory, IReadOnlyDictionary<string, string> environment, CancellationToken limit, CancellationToken ct)
    {
        ActivityAnswer answer;
        try
        {
            answer = value.Provider switch
            {
                HttpProvider http => await HttpActivity.RunAsync(http with { Timeout = http.Timeout ?? StandardLimit }, limit),
                ProcessProvider process => await ProcessActivity.RunAsync(
                    process with { Timeout = process.Timeout ?? StandardLimit }, directory, RunOrder.EnvironmentOf(environment), limit),
                _ => ActivityAnswer.Failed("it depends on a value that a later probe gives"),
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            answer = ActivityAnswer.Failed($"the probes of the configuration took longer than {Shell.Duration.Show(WholeLimit)} together");
        }

        if (!answer.Succeeded) throw Refused(value, answer.Error!);
        if (value.Provider is HttpProvider) return answer.Output!["body"]?.DeepClone();
        if (answer.Output!["status"]!.GetValue<int>() is not 0 and var status) throw Refused(value, $"its program ended with {status}: {Wording.Short($"{answer.Output["stderr"]}", 200)}");
        return $"{answer.Output["stdout"]}".Trim();
    }

    private static RunRefusedException Refused(DynamicValue value, string why)
        => new($"The probe '{Wording.Short(value.Probe)}' gives the value of '{Wording.Short(value.Name)}', and failed: {why.TrimEnd('.')}. Give the value by hand: --var {Wording.Short(value.Name)}=value.");
}
