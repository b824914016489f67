using ChaosLab.Hosting;
using ChaosLab.Hosting.Options;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Options;

public sealed class ChaosLabOptionsReaderTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "root"));

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = Read();

        options.Name.ShouldBe("default");
        options.Port.ShouldBe(5000);
        options.ConsolePort.ShouldBe(5080);
        options.Infrastructure.ShouldBe(InfrastructureChoice.Auto);
        options.Profile.ShouldBe(LabProfile.Resilient);
        options.DataDirectory.ShouldBe(Path.Combine(Root, "artifacts", "data", "default"));
        options.RunDirectory.ShouldBe(Path.Combine(Root, "artifacts", "run"));
    }

    [Fact]
    public void Under_test_ports_are_free_ones_and_data_is_temporary()
    {
        var options = ChaosLabOptionsReader.Read(Configuration(), Root, underTest: true);

        options.Port.ShouldBe(0);
        options.ConsolePort.ShouldBe(0);
        options.DataDirectory.ShouldBeNull();
    }

    [Fact]
    public void Values_are_read_in_any_case_and_paths_are_relative_to_the_root()
    {
        var options = Read(("Lab:Infrastructure", "PROCESS"), ("Lab:Profile", "Naive"), ("Lab:DataDirectory", "there"), ("Lab:Images:Redis", "local:5000/redis:7"));

        options.Infrastructure.ShouldBe(InfrastructureChoice.Process);
        options.Profile.ShouldBe(LabProfile.Naive);
        options.DataDirectory.ShouldBe(Path.Combine(Root, "there"));
        options.RedisImage.ShouldBe("local:5000/redis:7");
    }

    [Fact]
    public void Every_error_is_told_at_once()
    {
        var error = Should.Throw<ChaosLabException>(() => Read(
            ("Lab:Name", "Not A Name"), ("Lab:Port", "99999"), ("Lab:ConsolePort", "80"), ("Lab:Infrastructure", "cloud"), ("Lab:Profile", "1"), ("Lab:Images:Postgres", "no-tag")));

        string[] wrong = ["Lab:Name", "Lab:Port", "Lab:ConsolePort", "Lab:Infrastructure", "Lab:Profile", "Lab:Images:Postgres"];
        foreach (var key in wrong) error.Message.ShouldContain(key);
        error.Message.ShouldContain("'cloud'; it must be one of auto, container, process");
    }

    [Fact]
    public void One_port_cannot_serve_two()
        => Should.Throw<ChaosLabException>(() => Read(("Lab:Port", "6000"), ("Lab:ConsolePort", "6000"))).Message.ShouldContain("must differ");

    private static ChaosLabOptions Read(params (string Key, string Value)[] settings)
        => ChaosLabOptionsReader.Read(Configuration(settings), Root, underTest: false);

    private static IConfiguration Configuration(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
