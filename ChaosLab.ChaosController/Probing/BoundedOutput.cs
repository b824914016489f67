using System.Buffers;
using System.Text;

namespace ChaosLab.ChaosController.Probing;

/// <summary>Reads a stream of text to its end, and keeps its beginning: at most 1 MiB.</summary>
internal sealed class BoundedOutput
{
    public const int MostBytes = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly Lock _turn = new();

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What has been read so far, as UTF-8; bytes that are none become U+FFFD.</summary>
    public string Text
    {
        get
        {
            lock (_turn)
            {
                // A character that the cut splits is left out.
                var bytes = _kept.WrittenSpan;
                var decoder = Encoding.UTF8.GetDecoder();
                var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
                return new string(characters, 0, decoder.GetChars(bytes, characters, flush: !IsCut));
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="stopWhenFull">Whether the rest is left unread; a program would wait for its reader.</param>
    /// <param name="ct">Ends the reading; what was read stays.</param>
    public async Task ReadAsync(Stream stream, bool stopWhenFull, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, ct)) > 0)
        {
            lock (_turn)
            {
                var room = Math.Min(count, MostBytes - _kept.WrittenCount);
                _kept.Write(buffer.AsSpan(0, room));
                IsCut |= room < count;
            }

            if (IsCut && stopWhenFull) return;
        }
    }
}
