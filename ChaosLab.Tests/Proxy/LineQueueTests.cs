using System.Globalization;
using ChaosLab.Proxy.Logs;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Who writes a line never waits for whoever takes it, and no line is missing without a word.</summary>
public sealed class LineQueueTests
{
    private const int Length = 1_000;

    [Fact]
    public void All_is_written_in_order_before_it_is_closed()
    {
        var to = new Slow();
        to.Open.Set();
        var lines = Enumerable.Range(0, 10_000).Select(number => $"{number}").ToArray();
        using (var queue = Queue(to)) foreach (var line in lines) queue.Write(line);

        to.Lines.ShouldBe(lines);
    }

    [Fact]
    public async Task What_finds_no_room_is_counted_where_it_is_missing()
    {
        var to = new Slow();
        using var queue = Queue(to);

        // Nothing is taken, and still nobody waits.
        for (var i = 0; i < LineQueue.Room / Length * 2; i++) queue.Write(new string('x', Length));
        to.Open.Set();
        await Eventually.BeTrueAsync("a word about the gap", () => to.Lines.Any(line => line.EndsWith(" lost", StringComparison.Ordinal)));
        queue.Write("after");
        await Eventually.BeTrueAsync("the next line", () => to.Lines.LastOrDefault() == "after");

        // One may be on its way already and take no room.
        var written = to.Lines.Count(line => line.Length == Length);
        written.ShouldBeInRange(LineQueue.Room / (Length + 1) - 1, LineQueue.Room / (Length + 1) + 2);
        var lost = to.Lines.Where(line => line.EndsWith(" lost", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
        (written + lost).ShouldBe(LineQueue.Room / Length * 2);
    }

    [Fact]
    public async Task A_full_disk_is_said_once_and_stops_nobody()
    {
        var said = new List<string>();
        var to = new Slow { Full = true };
        to.Open.Set();
        using var queue = Queue(to, said.Add);
        queue.Write("one");
        await Eventually.BeTrueAsync("the failure is said", () => said.Count > 0);

        for (var i = 0; i < 100; i++) queue.Write("more");

        queue.Dispose();
        said.ShouldBe(["no space left"]);
    }

    private static LineQueue Queue(Slow to, Action<string>? failed = null) => new(to, dropped => $"{dropped} lost", failed ?? (_ => { }));

    /// <summary>Takes nothing until it is opened.</summary>
    private sealed class Slow : MemoryStream
    {
        private readonly MemoryStream _text = new();
        private readonly Lock _turn = new();

        public ManualResetEventSlim Open { get; } = new();

        public bool Full { get; init; }

        public string[] Lines
        {
            get
            {
                lock (_turn) return System.Text.Encoding.UTF8.GetString(_text.ToArray()).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Open.Wait();
            if (Full) throw new IOException("no space left");
            lock (_turn) _text.Write(buffer);
        }
    }
}
