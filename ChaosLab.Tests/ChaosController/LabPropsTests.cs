using ChaosLab.ChaosController.Setup;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class LabPropsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-props-");

    private string Props => Path.Combine(_directory.FullName, "artifacts", "lab.props");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Without_the_file_builds_use_the_embedded_host() => LabProps.ReadHost(Props).ShouldBe("Embedded");

    [Fact]
    public void An_unreadable_file_means_the_embedded_host()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Props)!);
        File.WriteAllText(Props, "<Project>");

        LabProps.ReadHost(Props).ShouldBe("Embedded");
    }

    [Fact]
    public void A_choice_is_written_once()
    {
        LabProps.WriteHost(Props, "Aspire").ShouldBeTrue();
        LabProps.ReadHost(Props).ShouldBe("Aspire");
        var written = File.GetLastWriteTimeUtc(Props);

        LabProps.WriteHost(Props, "Aspire").ShouldBeFalse();
        File.GetLastWriteTimeUtc(Props).ShouldBe(written);

        LabProps.WriteHost(Props, "Embedded").ShouldBeTrue();
        LabProps.ReadHost(Props).ShouldBe("Embedded");
    }
}
