using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>The calls of libc for waiting on many sockets, with the numbers they have on Linux.</summary>
internal static unsafe partial class EpollCalls
{
    public const uint In = 1, Out = 4, Error = 8, HangUp = 0x10, PeerEnded = 0x2000, EdgeTriggered = 1u << 31;
    public const int Add = 1, CloseOnExec = 0x80000;
    public const int NoSuchCall = 38, NotPermitted = 1;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int Control(int epoll, int operation, int fd, byte* happening);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int Wait(int epoll, byte* happenings, int count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    public static partial int WaitExactly(int epoll, byte* happenings, int count, long* timespec, nint signals);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fd);
}
