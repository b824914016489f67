using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>load</c> of the extension block.</summary>
internal static class LoadReader
{
    public static readonly IReadOnlyList<string> Patterns = ["constant", "ramp", "spike", "poisson"];

    public static readonly IReadOnlyList<string> Operations = [.. LoadSpec.StandardMix.Keys];

    public static readonly DurationRange Edge = new(TimeSpan.Zero, TimeSpan.FromMinutes(10), Zero: true);

    public static readonly DurationRange Timeout = new(TimeSpan.Zero, LoadLimits.MaxTimeout);

    public const int MostConnections = 1024;

    private static readonly string[] Sources = ["rate", "phases", "command"];

    private const double MostWeight = 1_000_000;

    public static LoadSpec Read(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "'load'", own: true, "rate", "phases", "mix", "connections", "timeout", "warm-up", "lead", "tail", "command");
        var standard = new LoadSpec();
        string[] given = [.. Sources.Where(name => fields.Find(name) is not null)];
        if (given.Length == 0) values.Mistakes.Add(map, "'load' needs one of 'rate', 'phases' and 'command'.");
        if (given.Length > 1) values.Mistakes.Add(map, $"'load' has {string.Join(" and ", given.Select(name => $"'{name}'"))}; it takes one of 'rate', 'phases' and 'command'.");
        if (fields.Find("command") is not null && fields.Find("warm-up") is { } warmUp)
            values.Mistakes.Add(warmUp, "'warm-up' is of ChaosLab's own load; with 'command' the program has to warm the shop up itself.");
        return new LoadSpec
        {
            Phases = ReadPhases(fields, values),
            Mix = fields.Object("mix") is { } mix ? ReadMix(mix, values) : LoadSpec.StandardMix,
            Connections = fields.Whole("connections", 1, MostConnections) ?? standard.Connections,
            Timeout = fields.Duration("timeout", Timeout) ?? standard.Timeout,
            WarmUp = fields.Duration("warm-up", Edge) ?? standard.WarmUp,
            Lead = fields.Duration("lead", Edge) ?? standard.Lead,
            Tail = fields.Duration("tail", Edge) ?? standard.Tail,
            Command = ReadCommand(fields, values),
        };
    }

    private static IReadOnlyList<LoadPhase> ReadPhases(Fields fields, Values values)
    {
        if (fields.Number("rate", NumberRange.Rate) is { } rate) return [new LoadPhase(ArrivalPattern.Constant, rate, null, null)];
        if (fields.Find("phases") is ListNode { Items: [] } empty) values.Mistakes.Add(empty, "'phases' is empty; a load has at least one.");
        var phases = fields.Objects("phases").ToArray();
        return [.. phases.Select((phase, index) => ReadPhase(phase, values, last: index == phases.Length - 1)).OfType<LoadPhase>()];
    }

    private static LoadPhase? ReadPhase(MapNode map, Values values, bool last)
    {
        var fields = new Fields(map, values, "the phase", own: true, "pattern", "rate", "to", "for");
        var pattern = fields.Find("pattern") is { } node ? PatternOf(values.Choice(node, "pattern", Patterns)) : ArrivalPattern.Constant;
        var rate = fields.Need("rate") is { } rateNode ? values.Number(rateNode, "rate", NumberRange.Rate) : null;
        var to = fields.Number("to", NumberRange.Rate);
        var duration = fields.Duration("for", DurationRange.Usual);

        var changes = pattern is ArrivalPattern.Ramp or ArrivalPattern.Spike;
        if (changes && fields.Find("to") is null) values.Mistakes.Add(map, $"A phase of the pattern {Word(pattern)} needs 'to', the rate it leads to.");
        if (pattern is ArrivalPattern.Constant or ArrivalPattern.Poisson && fields.Find("to") is { } target)
        {
            values.Mistakes.Add(target, $"A phase of the pattern {Word(pattern)} has no 'to'; use ramp or spike.");
        }

        if (fields.Find("for") is null && (changes || !last))
        {
            values.Mistakes.Add(map, changes ? $"A phase of the pattern {Word(pattern)} needs 'for', its duration." : "Only the last phase may be without 'for'.");
        }

        return pattern is { } known && rate is { } start ? new LoadPhase(known, start, to, duration) : null;
    }

    private static Dictionary<string, double> ReadMix(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "'mix'", own: true, [.. Operations]);
        var mix = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var operation in Operations)
        {
            if (fields.Number(operation, new NumberRange(0, MostWeight)) is { } weight) mix[operation] = weight;
        }

        if (map.Entries.All(entry => entry.Value is ScalarNode { Number: 0 })) values.Mistakes.Add(map, "'mix' gives no operation a weight.");
        return mix;
    }

    private static IReadOnlyList<string>? ReadCommand(Fields fields, Values values)
    {
        if (fields.Find("command") is not { } node || values.Texts(node, "command") is not { } command) return null;
        if (command.Count > 0) return command;
        values.Mistakes.Add(node, "'command' is empty; it is a list of a program and its arguments.");
        return null;
    }

    private static ArrivalPattern? PatternOf(string? word) => word switch
    {
        "constant" => ArrivalPattern.Constant,
        "ramp" => ArrivalPattern.Ramp,
        "spike" => ArrivalPattern.Spike,
        "poisson" => ArrivalPattern.Poisson,
        _ => null,
    };

    private static string Word(ArrivalPattern? pattern) => Patterns[(int)pattern!.Value];
}
