using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>The values an experiment declares: what can be put in, and which of it is secret.</summary>
/// <param name="Values">By name; the configuration comes before secrets of the same name.</param>
/// <param name="Scopes">The names of the scopes of secrets.</param>
/// <param name="SecretValues">Every secret as text.</param>
/// <param name="Declared">The configuration, in the order of the file, for those who may give values.</param>
/// <param name="Dynamic">Values that probes have yet to give.</param>
internal sealed record Variables(
    IReadOnlyDictionary<string, Node> Values, IReadOnlyList<string> Scopes, IReadOnlyList<string> SecretValues, IReadOnlyList<ExperimentVariable> Declared,
    IReadOnlyList<DynamicValue> Dynamic);
