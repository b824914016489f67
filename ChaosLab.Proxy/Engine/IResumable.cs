namespace ChaosLab.Proxy.Engine;

/// <summary>Work that was interrupted to let others have their turn.</summary>
internal interface IResumable
{
    void Resume();
}
