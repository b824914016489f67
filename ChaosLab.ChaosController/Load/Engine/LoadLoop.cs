using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Load.Arrivals;
using ChaosLab.ChaosController.Load.Figures;
using ChaosLab.ChaosController.Load.Http;
using ChaosLab.ChaosController.Load.Traffic;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>
/// Makes the load, on one thread: takes up what is due, gives it to a free connection or lets it wait for one, reads the
/// answers, and gives up what takes too long.
/// </summary>
internal sealed class LoadLoop
{
    // Within the patience of any server with idle connections, so that none is closed under a request.
    private const long IdleLimit = 5_000_000;

    // How exactly time-outs are kept, and how soon an order from outside is seen.
    private const long Glance = 10_000;

    private readonly long _timeout;
    private readonly ArrivalSchedule _schedule;
    private readonly ITraffic _traffic;
    private readonly LoadRecord _record;
    private readonly LoadClock _clock;
    private readonly IReadiness _readiness;
    private readonly ConnectionPool _pool;

    private readonly Queue<DueRequest> _waiting = new();
    private readonly List<LoadConnection> _ready = [];
    private readonly byte[] _input = GC.AllocateArray<byte>(32 * 1024, pinned: true);
    private long _nextGlance;
    private long _settledTo = long.MinValue;

    private long _endAt = long.MaxValue;
    private double _newRate;
    private volatile bool _abandoned;

    public LoadLoop(
        IPEndPoint server, int connections, TimeSpan timeout, ArrivalSchedule schedule, ITraffic traffic, LoadRecord record, LoadClock clock, IReadiness readiness)
    {
        _timeout = (long)timeout.TotalMicroseconds;
        (_schedule, _traffic, _record, _clock, _readiness) = (schedule, traffic, record, clock, readiness);
        _pool = new ConnectionPool(server, connections, readiness);
    }

    /// <summary>The most connections that were open at once; after the end.</summary>
    public int PeakConnections => _pool.Peak;

    /// <summary>What kept this process from opening as many connections as it may, or null; after the end.</summary>
    public string? Shortage => _pool.Shortage;

    /// <summary>From any thread: what was due before this time, in µs, has its outcome.</summary>
    public long SettledTo => Volatile.Read(ref _settledTo);

    /// <summary>From any thread: a constant rate from now on.</summary>
    public void SetRate(double rate) => Volatile.Write(ref _newRate, rate);

    /// <summary>
    /// From any thread: nothing is due from this time on, unless an earlier one was given; what was due before is still sent
    /// and waited for.
    /// </summary>
    /// <returns>The time that holds.</returns>
    public long End(long at)
    {
        var before = Volatile.Read(ref _endAt);
        while (at < before)
        {
            var seen = Interlocked.CompareExchange(ref _endAt, at, before);
            if (seen == before) return at;
            before = seen;
        }

        return before;
    }

    /// <summary>From any thread: does not wait any longer for what is on its way.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Until it has been ended and everything is settled.</summary>
    public void Run()
    {
        try
        {
            while (true)
            {
                var now = _clock.Now;
                if (Interlocked.Exchange(ref _newRate, 0) is > 0 and var rate) _schedule.SetRate(rate, now);
                var end = Volatile.Read(ref _endAt);
                now = TakeUp(now, end);
                if (now >= _nextGlance) GiveUp(now);
                if (_abandoned || (now >= end && _waiting.Count == 0 && _pool.Busy == 0)) break;

                _readiness.Wait(Math.Clamp(Math.Min(_schedule.Next, _nextGlance) - now, 0, Glance), _ready);
                foreach (var connection in _ready) Proceed(connection);
            }

            GiveUpAll();
        }
        finally
        {
            foreach (var connection in _pool.All) connection?.Dispose();
            _readiness.Dispose();
        }
    }

    private long TakeUp(long now, long end)
    {
        while (_schedule.Next <= now && _schedule.Next < end)
        {
            var request = new DueRequest(_schedule.Take(), _traffic.Plan());
            _record.Due(request.At, request.What.Operation, now - request.At);
            _waiting.Enqueue(request);
            Serve(now);
            now = _clock.Now;
        }

        return now;
    }

    /// <summary>Gives what waits to free connections, oldest first, and makes more if there are too few.</summary>
    private void Serve(long now)
    {
        while (_waiting.Count > 0 && _pool.TakeIdle() is { } connection)
        {
            var request = _waiting.Dequeue();
            if (!connection.Send(request, _traffic.Write(request.What), _traffic.ReadsBody(request.What), now)) Break(connection, now);
        }

        while (_waiting.Count > _pool.Connecting && _pool.HasRoom)
        {
            if (!_pool.TryConnect(now)) Refuse(now);
        }
    }

    /// <summary>A connection could not be made: the request that waits longest has failed.</summary>
    private void Refuse(long now)
    {
        if (!_waiting.TryDequeue(out var request)) return;
        _record.Broken(request.At, request.What.Operation, now);
        _traffic.Unsent(request.What);
    }

    private void Proceed(LoadConnection connection)
    {
        switch (connection.State)
        {
            case ConnectionState.Connecting:
                FinishConnecting(connection);
                break;
            case ConnectionState.Busy when connection.WantsToWrite && !connection.SendRest():
                Break(connection, _clock.Now);
                break;
            case ConnectionState.Busy or ConnectionState.Idle:
                Receive(connection);
                break;
        }
    }

    private void FinishConnecting(LoadConnection connection)
    {
        var now = _clock.Now;
        if (!connection.FinishConnecting())
        {
            _pool.Close(connection);
            Refuse(now);
            Serve(now);
            return;
        }

        _pool.Rest(connection, now);
        Serve(now);

        // An end that came together with the beginning gives no second sign.
        if (connection is { PeerEnded: true, State: not ConnectionState.Closed }) Receive(connection);
    }

    private void Receive(LoadConnection connection)
    {
        int count;
        do
        {
            count = connection.Socket.Receive(_input, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return;
            var now = _clock.Now;
            if (connection.State == ConnectionState.Idle)
            {
                // The server closes it, or talks without being asked.
                _pool.Close(connection);
                return;
            }

            if (error != SocketError.Success)
            {
                Break(connection, now);
                return;
            }

            var used = 0;
            if (count == 0) connection.Answer.End();
            else used = connection.Answer.Read(_input.AsSpan(0, count));

            if (connection.Answer.State == ReadState.Broken) Break(connection, now);
            else if (connection.Answer.State == ReadState.Complete) TakeAnswer(connection, now, reusable: connection.Answer.KeepAlive && used == count);
        }
        while (connection.State == ConnectionState.Busy && (count == _input.Length || connection.PeerEnded));
    }

    private void TakeAnswer(LoadConnection connection, long now, bool reusable)
    {
        var (at, what) = connection.Request;
        var success = _traffic.Answered(what, _clock.Date(connection.Since), _clock.Date(now), connection.Answer.Status, connection.Answer.Body);
        _record.Answered(at, what.Operation, connection.Answer.Status, success, now);

        // An answer before the whole request was sent leaves the rest of it in the way.
        if (reusable && !connection.WantsToWrite && !connection.PeerEnded) _pool.Rest(connection, now);
        else _pool.Close(connection);
        Serve(now);
    }

    private void Break(LoadConnection connection, long now)
    {
        var (at, what) = connection.Request;
        _record.Broken(at, what.Operation, now);
        _traffic.Unanswered(what, _clock.Date(connection.Since), _clock.Date(now));
        _pool.Close(connection);
        Serve(now);
    }

    private void GiveUp(long now)
    {
        _nextGlance = now + Glance;
        while (_waiting.TryPeek(out var request) && request.At + _timeout <= now) LeaveUnsent(_waiting.Dequeue(), now);
        foreach (var connection in _pool.All)
        {
            switch (connection)
            {
                case { State: ConnectionState.Busy } when connection.Request.At + _timeout <= now:
                    TimeOut(connection, now);
                    break;
                case { State: ConnectionState.Connecting } when connection.Since + _timeout <= now:
                case { State: ConnectionState.Idle } when connection.Since + IdleLimit <= now:
                    _pool.Close(connection);
                    break;
            }
        }

        Volatile.Write(ref _settledTo, now - _timeout);
        Serve(now);
    }

    private void TimeOut(LoadConnection connection, long now)
    {
        var (at, what) = connection.Request;
        _record.TimedOut(at, what.Operation, now);
        _traffic.Unanswered(what, _clock.Date(connection.Since), _clock.Date(now));
        _pool.Close(connection);
    }

    private void LeaveUnsent(in DueRequest request, long now)
    {
        _record.Unsent(request.At, request.What.Operation, now);
        _traffic.Unsent(request.What);
    }

    private void GiveUpAll()
    {
        var now = _clock.Now;
        foreach (var connection in _pool.All)
        {
            if (connection is { State: ConnectionState.Busy }) TimeOut(connection, now);
        }

        while (_waiting.TryDequeue(out var request)) LeaveUnsent(request, now);
    }
}
