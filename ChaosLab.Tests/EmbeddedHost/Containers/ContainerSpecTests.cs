using ChaosLab.EmbeddedHost.Containers;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Containers;

public sealed class ContainerSpecTests
{
    private static readonly ContainerSpec Spec = new()
    {
        Name = "cache-1",
        Image = "redis:8",
        Entrypoint = "/bin/sh",
        Arguments = ["-c", "redis-server --requirepass $P"],
        Environment = new Dictionary<string, string> { ["P"] = "a b;$c" },
        Labels = new Dictionary<string, string> { ["chaoslab.run"] = "r1" },
        Ports = [new ContainerSpec.PortMapping(15000, 6379), new ContainerSpec.PortMapping(15001, 53, Udp: true)],
        Mounts = [new ContainerSpec.Mount("/host", "/data", IsVolume: false, IsReadOnly: true), new ContainerSpec.Mount("v", "/v", true, false)],
    };

    [Fact]
    public void Each_value_is_one_argument_and_ports_are_published_on_loopback_only()
        => Spec.ToArguments().ShouldBe(
        [
            "--name", "cache-1", "--label", "chaoslab.run=r1",
            "--publish", "127.0.0.1:15000:6379", "--publish", "127.0.0.1:15001:53/udp",
            "--env", "P=a b;$c",
            "--mount", "type=bind,source=/host,target=/data,readonly", "--mount", "type=volume,source=v,target=/v",
            "--entrypoint", "/bin/sh", "redis:8", "-c", "redis-server --requirepass $P",
        ]);

    [Theory]
    [InlineData("--network=host")]
    [InlineData("--network", "host")]
    [InlineData("--net", "host")]
    public void On_the_hosts_network_nothing_is_published(params string[] runtimeArguments)
    {
        var arguments = (Spec with { RuntimeArguments = runtimeArguments }).ToArguments();

        arguments.ShouldNotContain("--publish");
        arguments.ShouldContain(runtimeArguments[0]);
    }
}
