using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>For Linux: epoll, edge-triggered, each socket registered once; waits are exact to the microsecond where the kernel can (5.11).</summary>
internal sealed unsafe class EpollReadiness : IReadiness
{
    private const int MaxHappenings = 256;
    private const uint Gone = EpollCalls.PeerEnded | EpollCalls.HangUp | EpollCalls.Error;

    // The kernel packs epoll_event on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = DataOffset + sizeof(ulong);

    private readonly int _epoll;
    private readonly byte[] _happenings = GC.AllocateArray<byte>(MaxHappenings * 16, pinned: true);
    private readonly LoadConnection?[] _connections;
    private bool _exact = true;

    /// <param name="slots">The most connections at once.</param>
    public EpollReadiness(int slots)
    {
        _connections = new LoadConnection?[slots];
        _epoll = EpollCalls.Create(EpollCalls.CloseOnExec);
        if (_epoll < 0) throw new InvalidOperationException($"epoll is not available: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    public void Add(LoadConnection connection)
    {
        _connections[connection.Slot] = connection;
        var happening = stackalloc byte[16];
        *(uint*)happening = EpollCalls.In | EpollCalls.Out | EpollCalls.PeerEnded | EpollCalls.EdgeTriggered;
        *(ulong*)(happening + DataOffset) = (ulong)connection.Slot;
        if (EpollCalls.Control(_epoll, EpollCalls.Add, (int)connection.Socket.Handle, happening) < 0)
            throw new InvalidOperationException($"epoll_ctl: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    // Closing the socket takes it out of the epoll set.
    public void Remove(LoadConnection connection) => _connections[connection.Slot] = null;

    public void Wait(long microseconds, List<LoadConnection> ready)
    {
        ready.Clear();
        fixed (byte* happenings = _happenings)
        {
            var count = Wait(happenings, microseconds);
            for (var i = 0; i < count; i++)
            {
                var happening = happenings + i * Stride;
                if (_connections[*(ulong*)(happening + DataOffset)] is not { } connection) continue;
                if ((*(uint*)happening & Gone) != 0) connection.PeerEnded = true;
                ready.Add(connection);
            }
        }
    }

    public void Dispose() => _ = EpollCalls.Close(_epoll);

    private int Wait(byte* happenings, long microseconds)
    {
        if (microseconds == 0 || !_exact) return EpollCalls.Wait(_epoll, happenings, MaxHappenings, (int)((microseconds + 999) / 1000));
        var timespec = stackalloc long[2];
        timespec[0] = microseconds / 1_000_000;
        timespec[1] = microseconds % 1_000_000 * 1000;
        try
        {
            var count = EpollCalls.WaitExactly(_epoll, happenings, MaxHappenings, timespec, 0);
            if (count < 0 && Marshal.GetLastPInvokeError() is EpollCalls.NoSuchCall or EpollCalls.NotPermitted) _exact = false;
            return count;
        }
        catch (EntryPointNotFoundException)
        {
            // A libc older than the call.
            _exact = false;
            return 0;
        }
    }
}
