using System.Threading.Channels;
using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Reads a part when asked: one reading at a time, and whatever is asked during one is one more after it.</summary>
/// <param name="read">Reads once.</param>
/// <param name="failed">Hears why it could not.</param>
internal sealed class Refresher(Func<CancellationToken, Task> read, Action<BridgeException> failed)
{
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a reading that begins after this call.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    /// <summary>Reads as asked, until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await foreach (var _ in _asked.Reader.ReadAllAsync(ct))
        {
            try
            {
                await read(ct);
            }
            catch (BridgeException error)
            {
                failed(error);
            }
        }
    }
}
