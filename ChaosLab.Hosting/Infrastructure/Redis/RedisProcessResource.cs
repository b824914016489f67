namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>Redis as a program of this machine.</summary>
public sealed class RedisProcessResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    internal RedisProcessResource(string name, string program, string directory, int port, string password)
        : base(name, program, directory)
    {
        Directory = directory;
        Port = port;
        Password = password;
    }

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression
        => ReferenceExpression.Create($"127.0.0.1:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)},password={Password}");

    internal string Directory { get; }

    internal int Port { get; }

    internal string Password { get; }

    /// <summary>The files and directories that Redis keeps its data in.</summary>
    internal static IEnumerable<string> DataOf(string directory) => [Path.Combine(directory, "appendonlydir"), Path.Combine(directory, "dump.rdb")];
}
