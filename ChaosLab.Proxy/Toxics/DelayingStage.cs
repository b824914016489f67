using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>A stage that lets chunks go at a time of their own, in order.</summary>
internal abstract class DelayingStage : Stage, ITimed
{
    /// <summary>A time that never comes.</summary>
    protected const long Never = long.MaxValue;

    private readonly Queue<(Chunk Chunk, long Due)> _held = new();
    private readonly Alarm _alarm;

    protected DelayingStage() => _alarm = new Alarm(this);

    /// <summary>When the chunk that was held last goes; nothing behind it goes earlier.</summary>
    protected long LastDue { get; private set; }

    public override void Take(Chunk chunk) => Hold(chunk, LoopClock.Now);

    public override void TakeEnd(Chunk end) => Hold(end, LoopClock.Now);

    public void OnTime()
    {
        LetGo(LoopClock.Now);
        if (!Connection.IsOver) Link.Released();
    }

    public override void Release()
    {
        Alarms.Clear(_alarm);
        LetGo(Never);
    }

    public override void Discard()
    {
        Alarms.Clear(_alarm);
        while (_held.TryDequeue(out var item)) item.Chunk.Return();
    }

    /// <summary>Keeps a chunk until a time, or until the one before it has gone.</summary>
    protected void Hold(Chunk chunk, long due)
    {
        LastDue = Math.Max(due, LastDue);
        if (_held.Count == 0 && LastDue <= LoopClock.Now)
        {
            Pass(chunk);
            return;
        }

        _held.Enqueue((chunk, LastDue));
        Link.Hold(chunk.Size);
        if (_held.Count == 1) Arm();
    }

    // Other attributes give other times: everything held is timed anew.
    protected override void Changed()
    {
        Alarms.Clear(_alarm);
        LastDue = 0;
        for (var count = _held.Count; count > 0 && !Connection.IsOver; count--)
        {
            var (chunk, _) = _held.Dequeue();
            Link.Hold(-chunk.Size);
            if (chunk.IsEnd) TakeEnd(chunk);
            else Take(chunk);
        }

        LetGo(LoopClock.Now);
        if (!Connection.IsOver) Link.Released();
    }

    private void LetGo(long now)
    {
        while (!Connection.IsOver && _held.TryPeek(out var next) && next.Due <= now)
        {
            _held.Dequeue();
            Link.Hold(-next.Chunk.Size);
            Pass(next.Chunk with { Arrived = LoopClock.Now });
        }

        if (_held.Count > 0 && !Connection.IsOver) Arm();
    }

    private void Arm()
    {
        var due = _held.Peek().Due;
        if (due != Never) Alarms.Set(_alarm, due);
    }
}
