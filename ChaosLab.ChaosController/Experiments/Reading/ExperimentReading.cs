namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>What came of reading a file: an experiment, or everything that is wrong with it.</summary>
/// <param name="Experiment">The experiment; null when there are mistakes. While <see cref="Dynamic"/> holds something, without what depends on it.</param>
/// <param name="Mistakes">In the order of the file; empty when there is an experiment.</param>
/// <param name="Variables">Its configuration, as far as it could be read; without secrets.</param>
internal sealed record ExperimentReading(Experiment? Experiment, IReadOnlyList<Mistake> Mistakes, IReadOnlyList<ExperimentVariable> Variables)
{
    /// <summary>Values that probes have yet to give, in the order of the file.</summary>
    public IReadOnlyList<DynamicValue> Dynamic { get; init; } = [];
}
