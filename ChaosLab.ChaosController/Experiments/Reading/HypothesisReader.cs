using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads the steady-state hypothesis.</summary>
internal static class HypothesisReader
{
    public static SteadyStateHypothesis? Read(MapNode map, ActivityReader activities, ReadingContext context)
    {
        var fields = new Fields(map, context.Values, "the hypothesis", own: false, "title", "probes", "controls");
        var title = fields.NeedText("title");
        Activity?[] probes = [.. fields.Items("probes").Select(item => activities.Read(item, ofHypothesis: true))];
        var controls = ControlReader.ReadAll(fields, context);
        return title is null ? null : new SteadyStateHypothesis(title, [.. probes.OfType<Activity>()], controls);
    }
}
