using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>The files of <c>experiments/</c> are whole, and its index says what is in them.</summary>
public sealed class ExperimentIndexTests
{
    private const string Schema = "../docs/experiment.schema.json";

    private static readonly string Folder = Path.Combine(Samples.Directory, "..", "..", "experiments");

    /// <summary>The scenario rows that have an experiment.</summary>
    private static readonly string[] Wanted =
    [
        "C1", "C2", "C3", "C5", "C7", "D2", "D3", "D4", "D5", "D9", "E1", "E2", "E3", "E4", "E5", "E6", "E7",
        "A4", "A5", "A6", "A8", "A9", "A10", "A14", "A15", "A16",
    ];

    public static TheoryData<string> Files => [.. Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_a_valid_experiment_that_explains_itself(string name)
    {
        var experiment = Read(name);

        experiment.Source["$schema"].ShouldNotBeNull("an editor needs it").GetValue<string>().ShouldBe(Schema);
        experiment.Lab.ShouldSatisfyAllConditions(
            lab => lab.Rows.ShouldNotBeEmpty(),
            lab => lab.Why.ShouldNotBeNullOrWhiteSpace(),
            lab => lab.Expected.ShouldNotBeNullOrWhiteSpace(),
            lab => lab.WhenItFails.ShouldNotBeNullOrWhiteSpace());
    }

    /// <summary>Below the targets of row C8, or for some operations only: then the file says why.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Its_objectives_are_the_shops_targets_or_it_says_why_not(string name)
    {
        var slo = Read(name).Lab.Slo.ShouldNotBeNull();

        slo.Because.ShouldNotBeNullOrWhiteSpace();
        slo.Rpo.ShouldBe(name == "volume-removed-postgres.json" ? 1_000_000 : 0);
        if (slo.Availability >= 0.999) slo.Window.ShouldNotBeNull("an availability says nothing without its window");
    }

    /// <summary>A pattern, a breaker or a figure that nothing asks for is only a claim.</summary>
    [Theory]
    [InlineData("redis-flapping.json", "retries", "breaker-opened")]
    [InlineData("redis-partition.json", "breaker-opened", "latency")]
    [InlineData("payment-pause.json", "breaker-opened", "breaker")]
    [InlineData("latency-and-scaling.json", "edge")]
    [InlineData("traffic-spike.json", "resource")]
    public void What_it_claims_of_the_method_is_asked_for(string name, params string[] functions)
        => functions.Except(Read(name).Method.Select(activity => (activity.Provider as LabProvider)?.Func)).ShouldBeEmpty();

    [Fact]
    public void The_index_has_every_file_with_its_rows()
        => Index().ShouldBe(Names().Select(name => ($"[{name}]({name})", string.Join(", ", Read(name).Lab.Rows))));

    [Fact]
    public void Every_wanted_row_has_an_experiment()
        => Wanted.Except(Names().SelectMany(name => Read(name).Lab.Rows)).ShouldBeEmpty();

    private static IEnumerable<string> Names()
        => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file))
            .Where(name => Path.GetExtension(name) is ".json" or ".yaml" or ".yml").Order(StringComparer.Ordinal);

    private static Experiment Read(string name) => ReaderTests.Read(File.ReadAllText(Path.Combine(Folder, name)), name, ExperimentInputs.None);

    /// <summary>The cells for file and rows of each line <c>| [file](file) | rows | … |</c>.</summary>
    private static IEnumerable<(string File, string Rows)> Index()
        => File.ReadLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1], cells[2]));
}
