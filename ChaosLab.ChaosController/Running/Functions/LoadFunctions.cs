using System.Globalization;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions on the load: its figures, and its rate.</summary>
internal sealed class LoadFunctions(RunScope scope)
{
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(10);

    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["set-load"] = (arguments, _) => Task.FromResult(SetRate(arguments)),
        ["error-rate"] = (arguments, _) => Task.FromResult<JsonNode?>(ErrorRate(arguments)),
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

    private RecentFigures Figures(LabArguments arguments)
    {
        var figures = Load.Recent(Last(arguments), arguments.TryText("operation"));
        return figures.IsEmpty ? throw Nothing() : figures;
    }

    private double ErrorRate(LabArguments arguments)
    {
        var figures = Figures(arguments);
        return figures.ErrorRate is { } rate
            ? Math.Round(rate, 6)
            : throw new ActivityFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"nothing was answered or given up in that time; {figures.Waiting} requests wait, one of them for at least {figures.Oldest.TotalSeconds:0.#} s"));
    }

    private static TimeSpan Last(LabArguments arguments) => arguments.Duration("last") ?? Standard;

    private static ActivityFailedException Nothing() => new("no request was due in that time, so there is nothing to measure");

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
        return value is { } ms
            ? Math.Round(ms, 3)
            : throw new ActivityFailedException("no request was answered in that time, and none was waited for, so there is no latency");
    }

    private double Throughput(LabArguments arguments)
        => Load.Throughput(Last(arguments), arguments.TryText("operation")) is { } rate ? Math.Round(rate, 3) : throw Nothing();
}
