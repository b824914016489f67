namespace ChaosLab.Proxy.Engine;

/// <summary>The appointments of one loop: a binary heap by time. Setting, moving and clearing allocate nothing.</summary>
internal sealed class Alarms
{
    private Alarm[] _heap = new Alarm[64];
    private int _count;

    /// <summary>The next time something is due, or <see cref="long.MaxValue"/>.</summary>
    public long NextDue => _count == 0 ? long.MaxValue : _heap[0].Due;

    /// <summary>Sets or moves an alarm.</summary>
    public void Set(Alarm alarm, long due)
    {
        if (!alarm.IsSet)
        {
            if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
            alarm.Due = due;
            Place(alarm, _count++);
            Up(alarm.Position);
            return;
        }

        var earlier = due < alarm.Due;
        alarm.Due = due;
        if (earlier) Up(alarm.Position);
        else Down(alarm.Position);
    }

    /// <summary>Takes an alarm off; harmless when it is not set.</summary>
    public void Clear(Alarm alarm)
    {
        if (!alarm.IsSet) return;
        var hole = alarm.Position;
        alarm.Position = -1;
        var last = _heap[--_count];
        _heap[_count] = null!;
        if (hole == _count) return;
        Place(last, hole);
        Up(hole);
        Down(last.Position);
    }

    /// <summary>Takes the next alarm that is due, or gives null.</summary>
    public Alarm? TakeDue(long now)
    {
        if (_count == 0 || _heap[0].Due > now) return null;
        var first = _heap[0];
        Clear(first);
        return first;
    }

    private void Place(Alarm alarm, int position)
    {
        _heap[position] = alarm;
        alarm.Position = position;
    }

    private void Up(int position)
    {
        var alarm = _heap[position];
        while (position > 0)
        {
            var parent = (position - 1) / 2;
            if (_heap[parent].Due <= alarm.Due) break;
            Place(_heap[parent], position);
            position = parent;
        }

        Place(alarm, position);
    }

    private void Down(int position)
    {
        var alarm = _heap[position];
        while (true)
        {
            var child = position * 2 + 1;
            if (child >= _count) break;
            if (child + 1 < _count && _heap[child + 1].Due < _heap[child].Due) child++;
            if (_heap[child].Due >= alarm.Due) break;
            Place(_heap[child], position);
            position = child;
        }

        Place(alarm, position);
    }
}
