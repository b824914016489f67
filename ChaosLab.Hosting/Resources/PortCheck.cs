using ChaosLab.Hosting.Options;

namespace ChaosLab.Hosting.Resources;

/// <summary>Fixed ports must be free before anything starts.</summary>
internal static class PortCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <exception cref="ChaosLabException">A port is taken; the message names all of them.</exception>
    public static void Require(ChaosLabOptions options)
    {
        var taken = new List<string>();
        Check("Lab:Port", "the shop", options.Port);
        Check("Lab:ConsolePort", "the console", options.ConsolePort);
        if (taken.Count > 0) throw new ChaosLabException(string.Join(Environment.NewLine, taken));

        void Check(string key, string what, int port)
        {
            if (port == 0 || Patiently.Try(Patience, () => LabPorts.IsFree(port) ? "free" : null) is not null) return;
            taken.Add($"Port {port}, where {what} should listen, is taken by another program. "
                + $"End that program, or choose another port: --{key}={port + 1} (--{key}=0 takes a free one).");
        }
    }
}
