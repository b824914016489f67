using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Load.Arrivals;

/// <summary>
/// When requests are due: the phases one after the other, each starting its own count, and then the last one's rate for
/// as long as somebody asks. The same phases and seed give the same times.
/// </summary>
/// <remarks>Times are µs since the load's start. Not for several threads at once.</remarks>
internal sealed class ArrivalSchedule
{
    private readonly Queue<(Segment Segment, double Length)> _ahead = new();
    private Segment _segment;
    private double _start;
    private double _length;
    private double _last = double.NegativeInfinity;
    private double _next;

    public ArrivalSchedule(IReadOnlyList<LoadPhase> phases, int seed)
    {
        var random = new Random(seed);
        foreach (var phase in phases) Add(phase, random);
        _ahead.Enqueue((Tail(phases[^1], random), double.PositiveInfinity));
        (_segment, _length) = _ahead.Dequeue();
        Advance();
    }

    /// <summary>When the next request is due.</summary>
    public long Next => (long)_next;

    /// <summary>Takes the next one, and goes on to the one after it.</summary>
    public long Take()
    {
        var taken = Next;
        _last = _next;
        Advance();
        return taken;
    }

    /// <summary>From <paramref name="now"/> on a constant rate, whatever the phases say; the gap since the last arrival counts, so changing it often adds none.</summary>
    public void SetRate(double rate, long now)
    {
        _ahead.Clear();
        _segment = new ConstantSegment(rate, double.PositiveInfinity);
        (_start, _length) = (Math.Max(now, _last + 1e6 / rate), double.PositiveInfinity);
        Advance();
    }

    private static Segment Tail(LoadPhase last, Random random)
        => last.Pattern == ArrivalPattern.Poisson
            ? new PoissonSegment(last.Rate, double.PositiveInfinity, random)
            : new ConstantSegment(last.Pattern == ArrivalPattern.Ramp ? last.To!.Value : last.Rate, double.PositiveInfinity);

    private void Add(LoadPhase phase, Random random)
    {
        if (phase.Duration is not { } duration) return;
        var length = duration.TotalMicroseconds;
        switch (phase.Pattern)
        {
            case ArrivalPattern.Constant:
                _ahead.Enqueue((new ConstantSegment(phase.Rate, length), length));
                break;
            case ArrivalPattern.Poisson:
                _ahead.Enqueue((new PoissonSegment(phase.Rate, length, random), length));
                break;
            case ArrivalPattern.Ramp:
                _ahead.Enqueue((new RampSegment(phase.Rate, phase.To!.Value, length), length));
                break;
            case ArrivalPattern.Spike:
                foreach (var rate in (ReadOnlySpan<double>)[phase.Rate, phase.To!.Value, phase.Rate])
                    _ahead.Enqueue((new ConstantSegment(rate, length / 3), length / 3));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(phase), phase.Pattern, "Not a pattern of arrivals.");
        }
    }

    private void Advance()
    {
        while (true)
        {
            if (_segment.Next() is { } at)
            {
                _next = _start + at;
                return;
            }

            _start += _length;
            (_segment, _length) = _ahead.Dequeue();
        }
    }
}
