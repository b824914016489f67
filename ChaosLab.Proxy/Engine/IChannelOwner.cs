namespace ChaosLab.Proxy.Engine;

/// <summary>Hears of what happens on a channel, on the thread of its loop.</summary>
internal interface IChannelOwner
{
    /// <summary>The connection that was asked for stands.</summary>
    void OnConnected(Channel channel);

    /// <summary>The connection that was asked for could not be made.</summary>
    void OnConnectFailed(Channel channel, string reason);

    /// <summary>Reading or writing is worth trying (again).</summary>
    void OnReady(Channel channel);

    /// <summary>The peer reset the connection, or it failed in another way.</summary>
    void OnBroken(Channel channel);
}
