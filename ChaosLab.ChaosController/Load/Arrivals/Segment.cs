namespace ChaosLab.ChaosController.Load.Arrivals;

/// <summary>A stretch of the schedule in which arrivals follow one law.</summary>
internal abstract class Segment
{
    /// <summary>The next arrival, in µs after the segment's start; never before the one before it. Null when none is left.</summary>
    public abstract double? Next();
}
