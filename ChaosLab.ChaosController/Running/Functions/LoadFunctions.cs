using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the load: its figures, and its rate.</summary>
internal sealed class LoadFunctions(RunScope scope)
{
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["set-load"] = (arguments, _) => Task.FromResult(SetRate(arguments)),
        ["error-rate"] = (arguments, _) => Task.FromResult<JsonNode?>(Math.Round(Figures(arguments).ErrorRate, 6)),
        ["latency"] = (arguments, _) => Task.FromResult<JsonNode?>(Latency(arguments)),
        ["throughput"] = (arguments, _) => Task.FromResult<JsonNode?>(Throughput(arguments)),
    };

    private ILoad Load
        => scope.Load ?? throw new ActivityFailedException("there is no load to look at; give the experiment one in the extension chaoslab");

    private JsonNode? SetRate(LabArguments arguments)
    {
        var rate = arguments.Number("rate") ?? throw new ActivityFailedException("the argument 'rate' is missing");
        Load.SetRate(rate);
        return rate;
    }

    private LoadFigures Figures(LabArguments arguments)
        => Measured(Load.Recent(arguments.Duration("last") ?? Standard, arguments.TryText("operation")));

    private static LoadFigures Measured(LoadFigures figures)
        => figures.Due > 0 ? figures : throw new ActivityFailedException("no request was due in that time, so there is nothing to measure");

    private double Latency(LabArguments arguments)
    {
        var figures = Figures(arguments);
        var value = (arguments.TryText("quantile") ?? "p95") switch
        {
            "p50" => figures.P50,
            "p99" => figures.P99,
            "max" => figures.Max,
            _ => figures.P95,
        };
        return value is { } ms ? Math.Round(ms, 3) : throw new ActivityFailedException("no request was answered in that time, so there is no latency");
    }

    // A rate needs whole seconds that are over, and no time before the load.
    private double Throughput(LabArguments arguments)
    {
        var end = scope.Time.GetUtcNow() - OneSecond;
        var last = arguments.Duration("last") ?? Standard;
        if (Load.Seconds is [var first, ..] && end - first.At < last) last = end - first.At;
        if (last < OneSecond) last = OneSecond;
        var figures = Measured(Load.Between(end - last, end, arguments.TryText("operation") is { } operation ? [operation] : null));
        return Math.Round(figures.Succeeded / last.TotalSeconds, 3);
    }
}
