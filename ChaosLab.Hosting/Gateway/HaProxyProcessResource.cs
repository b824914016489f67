namespace ChaosLab.Hosting.Gateway;

/// <summary>HAProxy as a program of this machine.</summary>
public sealed class HaProxyProcessResource : ExecutableResource
{
    internal HaProxyProcessResource(string name, string program, string directory) : base(name, program, directory)
    {
    }
}
