using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>
/// A toxic at work on one link. It takes chunks from the stage before it and passes them on, now or later, whole or in
/// part. Everything happens on the thread of the loop; nothing here may wait.
/// </summary>
internal abstract class Stage
{
    private ToxicEntry? _entry;
    private Link? _link;

    /// <summary>The toxic, with the attributes in force.</summary>
    public ToxicEntry Entry => _entry!;

    /// <summary>How much more memory than usual, in bytes, may be taken by what is under way because of this stage.</summary>
    public virtual int Window => 0;

    protected Link Link => _link!;

    protected Connection Connection => _link!.Connection;

    protected Alarms Alarms => _link!.Loop.Alarms;

    /// <summary>Chances of this toxic on this connection; the same seed gives the same.</summary>
    protected Chances Chances { get; private set; } = null!;

    /// <summary>Ties the stage to its link, before it is used.</summary>
    public void Attach(Link link, ToxicEntry entry, Chances chances)
    {
        _link = link;
        _entry = entry;
        Chances = chances;
    }

    /// <summary>Takes other attributes of the same toxic.</summary>
    public void Change(ToxicEntry entry)
    {
        _entry = entry;
        Changed();
    }

    /// <summary>The toxic begins to act on the connection.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Bytes arrive; the chunk is this stage's to pass on or to return.</summary>
    public abstract void Take(Chunk chunk);

    /// <summary>The sender has ended the stream.</summary>
    public virtual void TakeEnd(Chunk end) => Pass(end);

    /// <summary>The toxic is removed: what is held goes on now, in order.</summary>
    public virtual void Release()
    {
    }

    /// <summary>The connection is over: what is held is returned.</summary>
    public virtual void Discard()
    {
    }

    protected virtual void Changed()
    {
    }

    protected void Pass(Chunk chunk) => Link.PassFrom(this, chunk);
}
