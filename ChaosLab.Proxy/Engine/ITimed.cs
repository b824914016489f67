namespace ChaosLab.Proxy.Engine;

/// <summary>Something that happens at a time.</summary>
internal interface ITimed
{
    /// <summary>The time has come; called on the thread of the loop.</summary>
    void OnTime();
}
