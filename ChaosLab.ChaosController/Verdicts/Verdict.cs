namespace ChaosLab.ChaosController.Verdicts;

/// <summary>How a run ended; the order is that of <c>lab run</c>'s exit codes 0, 1, 4, 3, 2.</summary>
internal enum Verdict
{
    /// <summary>Every check held, and every fault was seen to act and to be gone.</summary>
    Pass,

    /// <summary>A check did not hold.</summary>
    Fail,

    /// <summary>Nothing can be concluded: a fault was without effect, the load did not keep up, a book could not be read.</summary>
    Inconclusive,

    /// <summary>Ended before its time: by a person, by the halt, or by a stop condition.</summary>
    Aborted,

    /// <summary>The run itself could not be carried out.</summary>
    Error,
}
