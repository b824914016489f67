using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>A server as HAProxy sees it.</summary>
/// <param name="Status"><c>UP</c> or <c>DOWN</c>; <c>UP 1/2</c> is on its way down.</param>
/// <param name="Unchanged">Seconds since it last left or rejoined.</param>
/// <param name="Downs">How often it has left.</param>
internal sealed record GatewayServerState(string Status, int Unchanged, int Downs);

/// <summary>What HAProxy says of the servers behind it, asked over its control socket.</summary>
internal static class GatewayStats
{
    /// <summary>The servers of a backend by their names.</summary>
    public static async Task<IReadOnlyDictionary<string, GatewayServerState>> ServersAsync(this Lab lab, string backend, CancellationToken ct = default)
    {
        var path = Path.Combine(lab.App.Services.GetRequiredService<LabResource>().DataDirectoryOf("gateway"), "stats.sock");
        Assert.SkipUnless(File.Exists(path), $"The gateway has no control socket: '{path}' is longer than the system allows.");

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("show stat\n"u8.ToArray(), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var lines = (await reader.ReadToEndAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var columns = lines[0].TrimStart('#', ' ').Split(',');
        return lines.Skip(1).Select(line => columns.Zip(line.Split(',')).DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second))
            .Where(row => row["pxname"] == backend && row["svname"] != "BACKEND")
            .ToDictionary(row => row["svname"], row => new GatewayServerState(row["status"], Number(row["lastchg"]), Number(row["chkdown"])));

        static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
    }
}
