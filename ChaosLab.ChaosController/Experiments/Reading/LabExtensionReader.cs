using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads the extension block named <c>chaoslab</c>.</summary>
internal static class LabExtensionReader
{
    public const string Name = "chaoslab";

    public static LabExtension Read(MapNode written, ReadingContext context)
    {
        var values = context.Values;
        if (context.Substitution.Apply(written) is not MapNode map) return new LabExtension();
        var fields = new Fields(map, values, "the extension 'chaoslab'", own: true, "name", "rows", "why", "expected", "when-it-fails", "load", "slo", "safety");
        return new LabExtension
        {
            Rows = fields.Texts("rows"),
            Why = fields.Text("why"),
            Expected = fields.Text("expected"),
            WhenItFails = fields.Text("when-it-fails"),
            Load = fields.Object("load") is { } load ? LoadReader.Read(load, values) : null,
            Slo = fields.Object("slo") is { } slo ? SloReader.Read(slo, values) : null,
            Safety = fields.Object("safety") is { } safety ? SafetyReader.Read(safety, values) : new SafetySpec(),
        };
    }
}
