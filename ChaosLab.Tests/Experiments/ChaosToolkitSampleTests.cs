using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>Experiments after those of Chaos Toolkit are read; <c>Samples/chaostoolkit/README.md</c> says where each is from, and what was changed.</summary>
public sealed class ChaosToolkitSampleTests
{
    private static readonly ExperimentInputs Inputs = new(new Dictionary<string, string> { ["APP_TOKEN"] = "t0ken" }, new Dictionary<string, string>());

    private static Experiment Read(string file) => ReaderTests.Read(Samples.Text(Path.Combine("chaostoolkit", file)), file, Inputs);

    [Fact]
    public void Processes_alone()
    {
        var experiment = Read("greeting.json");

        experiment.Hypothesis!.Probes.Single().Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["world.txt"]);
        experiment.Method.Single().PauseAfter.ShouldBe(TimeSpan.FromSeconds(1));
        experiment.Rollbacks.ShouldBeEmpty();
    }

    [Fact]
    public void Http_alone()
    {
        var experiment = Read("application-answers.json");

        foreach (var probe in (Activity[])[experiment.Hypothesis!.Probes.Single(), experiment.Method.Single()])
        {
            probe.Tolerance.ShouldBeOfType<ScalarTolerance>().Value!.GetValue<long>().ShouldBe(200);
            probe.Provider.ShouldBeOfType<HttpProvider>().Timeout.ShouldBe(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public void The_language_file()
    {
        var experiment = Read("language-file.json");

        experiment.Hypothesis!.Probes[0].Tolerance.ShouldBeOfType<ScalarTolerance>().Value!.GetValue<long>().ShouldBe(0);
        experiment.Method.Single().Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["-i", "s/hello/bonjour/", "default.locale.txt"]);
        experiment.Lab.Load.ShouldBeNull();
    }

    [Fact]
    public void A_chain_of_services_in_yaml()
    {
        var experiment = Read("service-and-provider.yaml");

        experiment.Hypothesis!.Probes[2].Provider.ShouldBeOfType<HttpProvider>().ShouldSatisfyAllConditions(
            http => http.VerifyTls.ShouldBeFalse(), http => http.Timeout.ShouldBe(TimeSpan.FromSeconds(3)));
        experiment.Method[1].Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["x509", "-enddate", "-noout", "-in", "cert.pem"]);
        experiment.Method[3].PauseAfter.ShouldBe(TimeSpan.FromSeconds(1));
        experiment.Rollbacks.Select(activity => activity.Name).ShouldBe(
        [
            "swap-to-valid-cert", "restart-astre-service-to-pick-up-certificate", "restart-sunset-service-to-pick-up-certificate",
        ]);
    }

    [Fact]
    public void Every_element_of_the_specification()
    {
        var experiment = Read("everything.json");

        var probes = experiment.Hypothesis!.Probes;
        probes[0].Tolerance.ShouldBeOfType<MembershipTolerance>().Values.Select(value => value!.GetValue<long>()).ShouldBe([200, 301, 404]);
        var http = probes[0].Provider.ShouldBeOfType<HttpProvider>();
        http.Url.ShouldBe("http://localhost:8080/");
        http.Headers["Authorization"].ShouldBe("Bearer t0ken");
        http.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        probes[0].Controls.Single().Name.ShouldBe("note");
        probes[2].Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["-d ", "-f1", "/proc/loadavg"]);
        probes[3].Tolerance.ShouldBeOfType<ProbeTolerance>().Probe.Name.ShouldBe("judge");
        experiment.Method[0].Provider.ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["./exchange.dat", "./exchange.dat.old"]);
        experiment.Method[0].PauseAfter.ShouldBe(TimeSpan.FromSeconds(0.5));
        experiment.Method[1].Provider.ShouldBeOfType<HttpProvider>().Arguments!["text"]!.GetValue<string>().ShouldBe("costs $5");
        experiment.Runtime.ShouldBe(new RuntimeStrategies(RollbackStrategy.Default, HypothesisStrategy.BeforeMethodOnly));
    }
}
