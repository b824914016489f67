namespace ChaosLab.Proxy.Engine.Epoll;

/// <summary>Something with a descriptor in the epoll set.</summary>
internal interface IEpollSource
{
    int Fd { get; }

    /// <summary>Tells this source from an earlier one with the same descriptor.</summary>
    uint Generation { get; set; }

    void OnEvents(uint events);

    /// <summary>Closes at once; nobody is told.</summary>
    void Abandon();
}
