using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Toxics;

namespace ChaosLab.Proxy.Links;

/// <summary>
/// One direction of a connection: what is read from one side runs through the toxics' stages, in order, and is written
/// to the other. Without stages bytes go straight from the read buffer to the receiver.
/// </summary>
internal sealed class Link(Connection connection, StreamDirection direction, Channel source, Channel destination) : IResumable
{
    // Once this much memory is taken by what waits, the sender has to wait, too.
    private const int Patience = 64 * 1024;

    // A stage may cut what is read at once into single bytes, which take eighty times their size.
    private const int ReadForStages = 16 * 1024;

    // So that one busy connection does not starve the others.
    private const int ReadsPerTurn = 16;

    private readonly List<Stage> _stages = [];
    private readonly Output _output = new();
    private int _held;
    private bool _sourceEnded;
    private bool _closeAtEnd;
    private bool _resuming;

    public Connection Connection { get; } = connection;

    public StreamDirection Direction { get; } = direction;

    public EventLoop Loop => Connection.Edge.Loop;

    /// <summary>The stages in the order in which bytes pass them.</summary>
    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The end of the stream has reached the receiver.</summary>
    public bool IsFinished { get; private set; }

    public bool HasWaiting => !_output.IsEmpty;

    private ref long Written => ref Connection.Edge.Traffic.Written(Direction);

    /// <summary>Moves what can be moved now.</summary>
    public void Pump()
    {
        if (IsFinished || Connection.IsOver) return;
        if (HasWaiting) FlushOutput();
        for (var reads = 0; source.Readable && !_sourceEnded && !Connection.IsOver && HasRoom(); reads++)
        {
            if (reads == ReadsPerTurn)
            {
                LaterAgain();
                return;
            }

            var count = source.Read(_stages.Count == 0 ? Loop.ReadBuffer : Loop.ReadBuffer.AsSpan(0, ReadForStages));
            if (count > 0) Take(Loop.ReadBuffer.AsSpan(0, count));
            else if (count == 0) End();
            else if (count == Io.Broken) Connection.Reset();
            else return;
        }
    }

    public void Resume()
    {
        _resuming = false;
        Pump();
    }

    /// <summary>A stage lets go of bytes or of the end: they go to the stage behind it, or out.</summary>
    public void PassFrom(Stage stage, Chunk chunk)
    {
        if (Connection.IsOver)
        {
            chunk.Return();
            return;
        }

        var next = _stages.IndexOf(stage) + 1;
        if (next < _stages.Count) Give(_stages[next], chunk);
        else Send(chunk);
    }

    /// <summary>A stage holds more (or, negative, less) memory than before, in bytes.</summary>
    public void Hold(int bytes) => _held += bytes;

    /// <summary>Stages have let something go by themselves: there may be room for more.</summary>
    public void Released()
    {
        if (source.Readable && !_sourceEnded) LaterAgain();
    }

    /// <summary>No more is read; when what was passed on so far has been sent, the whole connection is closed.</summary>
    public void CloseAfter(Stage stage)
    {
        _closeAtEnd = true;
        _sourceEnded = true;
        PassFrom(stage, Chunk.End(LoopClock.Now));
    }

    /// <summary>Puts a stage where its order says.</summary>
    public void Insert(Stage stage)
    {
        var position = _stages.FindIndex(other => other.Entry.Order > stage.Entry.Order);
        _stages.Insert(position < 0 ? _stages.Count : position, stage);
        stage.Begin();
    }

    /// <summary>Takes a stage out; what it holds goes on at once, in order. Never waits for the receiver.</summary>
    public void Remove(Stage stage)
    {
        stage.Release();
        _stages.Remove(stage);
        Released();
    }

    /// <summary>The connection is over: everything held is given back.</summary>
    public void Discard()
    {
        foreach (var stage in _stages) stage.Discard();
        _output.Discard();
        _held = 0;
    }

    private bool HasRoom()
    {
        if (!destination.Writable && _stages.Count == 0) return false;
        var room = Patience - _output.Size - _held;
        foreach (var stage in _stages) room += stage.Window;
        return room > 0;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Connection.Count(Direction, bytes);
        if (_stages.Count > 0)
        {
            Give(_stages[0], Chunk.Of(bytes, LoopClock.Now));
            return;
        }

        if (_output.IsEmpty)
        {
            var count = destination.Write(bytes);
            if (count == Io.Broken)
            {
                Connection.Reset();
                return;
            }

            if (count > 0)
            {
                Written += count;
                bytes = bytes[count..];
            }
        }

        if (bytes.Length > 0)
        {
            _output.Add(Chunk.Of(bytes, 0));
            FlushOutput();
        }
    }

    private void End()
    {
        _sourceEnded = true;
        var end = Chunk.End(LoopClock.Now);
        if (_stages.Count > 0) Give(_stages[0], end);
        else Send(end);
    }

    private static void Give(Stage stage, Chunk chunk)
    {
        if (chunk.IsEnd) stage.TakeEnd(chunk);
        else stage.Take(chunk);
    }

    private void Send(Chunk chunk)
    {
        if (IsFinished)
        {
            chunk.Return();
            return;
        }

        _output.Add(chunk);
        FlushOutput();
    }

    private void FlushOutput()
    {
        var ended = _output.Flush(destination, out var broken, ref Written);
        if (broken)
        {
            Connection.Reset();
        }
        else if (ended)
        {
            IsFinished = true;
            if (_closeAtEnd) Connection.Close();
            else Connection.Finished(destination);
        }
    }

    private void LaterAgain()
    {
        if (_resuming) return;
        _resuming = true;
        Loop.Again(this);
    }
}
