using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads the extension block named <c>chaoslab</c>.</summary>
internal static class LabExtensionReader
{
    public const string Name = "chaoslab";

    public static readonly IReadOnlyList<string> NaiveOutcomes = ["fail", "pass"];

    public static LabExtension Read(MapNode written, ReadingContext context)
    {
        var values = context.Values;
        if (context.Substitution.Apply(written) is not MapNode map) return new LabExtension();
        var fields = new Fields(map, values, "the extension 'chaoslab'", own: true, "name", "rows", "why", "expected", "when-it-fails", "naive", "load", "slo", "safety");
        var load = fields.Object("load") is { } traffic ? LoadReader.Read(traffic, values) : null;
        var safety = fields.Object("safety");
        CheckStops(safety, load, values);
        return new LabExtension
        {
            Rows = fields.Texts("rows"),
            Why = fields.Text("why"),
            Expected = fields.Text("expected"),
            WhenItFails = fields.Text("when-it-fails"),
            Naive = fields.Choice("naive", NaiveOutcomes) switch { "fail" => NaiveOutcome.Fail, "pass" => NaiveOutcome.Pass, _ => null },
            Load = load,
            Slo = fields.Object("slo") is { } slo ? SloReader.Read(slo, values) : null,
            Safety = safety is not null ? SafetyReader.Read(safety, values) : new SafetySpec(),
        };
    }

    // They measure ChaosLab's own load: without it they would guard nothing, and nobody would notice.
    private static void CheckStops(MapNode? safety, LoadSpec? load, Values values)
    {
        if (safety?.Find("stop")?.Value is not ListNode { Items.Count: > 0 } stops || load is { Command: null }) return;
        values.Mistakes.Add(stops, load is null
            ? "The stop conditions measure ChaosLab's own load, and there is none: add 'load' with a 'rate' or 'phases', or leave out 'stop'."
            : "The stop conditions measure ChaosLab's own load, and 'load.command' makes another one: use 'rate' or 'phases', or leave out 'stop'.");
    }
}
