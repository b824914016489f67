using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads a value of the configuration that a probe gives: <c>{"type": "probe", "name": …, "provider": {…}}</c>.</summary>
internal sealed class DynamicValueReader(ReadingContext context)
{
    /// <param name="name">The value's name.</param>
    /// <param name="map">The probe as the file has it.</param>
    public DynamicValue Read(string name, MapNode map)
    {
        var fields = new Fields(map, context.Values, $"the probe of '{Wording.Short(name)}'", own: false, "type", "name", "provider", "timeout", "tolerance");
        var probe = fields.Text("name") ?? name;
        var timeout = fields.Duration("timeout", DurationRange.Usual);
        if (fields.Need("provider") is not { } node || context.Values.Map(node, "provider") is not { } block) return new DynamicValue(name, probe, null);
        var provider = new ProviderReader(context).Read(block, ActivityType.Probe, $"The probe of '{Wording.Short(name)}'", allowLab: false);
        return new DynamicValue(name, probe, provider switch
        {
            HttpProvider http => http with { Timeout = http.Timeout ?? timeout },
            ProcessProvider process => process with { Timeout = process.Timeout ?? timeout },
            _ => null,
        });
    }
}
