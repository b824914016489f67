using ChaosLab.Hosting.Resources;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Infrastructure;

public sealed class LabPortsTests
{
    [Fact]
    public void Two_labs_never_get_the_same_ports()
    {
        using var one = LabPorts.Claim(7);
        using var other = LabPorts.Claim(7);

        var ports = Enumerable.Range(0, 12).SelectMany(_ => new[] { one.Next(), other.Next() }).ToArray();

        ports.Distinct().Count().ShouldBe(ports.Length);
        ports.ShouldAllBe(port => port > 18_000 && port < 32_000);
    }
}
