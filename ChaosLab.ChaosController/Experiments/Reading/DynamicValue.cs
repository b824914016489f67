namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>A value of the configuration that a probe gives before the run (Chaos Toolkit's dynamic configuration).</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Probe">The probe's name, for messages.</param>
/// <param name="Provider">How it is carried out: http or process; null while that depends on a value that another probe gives.</param>
internal sealed record DynamicValue(string Name, string Probe, Provider? Provider);
