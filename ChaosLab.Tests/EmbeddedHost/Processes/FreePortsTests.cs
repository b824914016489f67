using System.Net;
using System.Net.Sockets;
using ChaosLab.EmbeddedHost.Processes;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Processes;

public sealed class FreePortsTests
{
    [Fact]
    public void No_port_is_given_twice()
    {
        int[] ports = [.. Enumerable.Range(0, 50).Select(_ => FreePorts.Take())];
        ports.ShouldBeUnique();
        ports.ShouldAllBe(port => port > 1024 && port < 65536);
    }

    [Fact]
    public void A_port_is_taken_while_somebody_listens()
    {
        var port = FreePorts.Take();
        FreePorts.IsTaken(port).ShouldBeFalse();

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        FreePorts.IsTaken(port).ShouldBeTrue();
    }
}
