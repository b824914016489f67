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

    /// <summary>Below a target of row C8, or for some operations only: then the reason names each target and each operation that it gives up.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Its_objectives_are_the_shops_targets_or_it_says_of_each_why_not(string name)
    {
        var lab = Read(name).Lab;
        var slo = lab.Slo.ShouldNotBeNull();

        foreach (var given in GivenUp(slo, lab.Load.ShouldNotBeNull())) slo.Because.ShouldNotBeNull().ShouldContain(given, Case.Insensitive);
        if (slo.Availability is not null) slo.Window.ShouldNotBeNull("an availability says nothing without its window");
    }

    /// <summary>The naive shop is shown, too: the file says what it makes of it, and at least most of the files tell the two apart.</summary>
    [Fact]
    public void Every_file_says_what_the_naive_shop_makes_of_it()
    {
        var outcomes = Names().Select(name => Read(name).Lab.Naive).ToArray();

        outcomes.ShouldAllBe(outcome => outcome != null);
        outcomes.Count(outcome => outcome == NaiveOutcome.Fail).ShouldBeGreaterThan(outcomes.Length / 2);
    }

    /// <summary>Files that say that customers do not notice look all the time, not only before and after.</summary>
    [Theory]
    [InlineData("bandwidth.json")]
    [InlineData("latency-and-scaling.json")]
    [InlineData("network-latency.json")]
    [InlineData("packet-loss.json")]
    [InlineData("redis-down.json")]
    [InlineData("redis-flapping.json")]
    [InlineData("redis-flush.json")]
    [InlineData("redis-partition.json")]
    [InlineData("redis-slow.json")]
    [InlineData("search-slow.json")]
    [InlineData("telemetry-down.json")]
    [InlineData("volume-removed-cache.json")]
    [InlineData("web-kill-at-peak.json")]
    [InlineData("web-kill.json")]
    public void What_nobody_may_notice_is_checked_while_it_acts(string name)
        => Read(name).Runtime.Hypothesis.ShouldBe(HypothesisStrategy.Continuously);

    /// <summary>At the greatest number of attempts that the shop allows, a bound on retries says nothing.</summary>
    [Theory]
    [InlineData("redis-flapping.json")]
    [InlineData("retry-storm.json")]
    public void A_bound_on_retries_can_be_broken(string name)
    {
        var probe = Read(name).Method.Single(activity => activity.Provider is LabProvider { Func: "retries" });

        probe.Tolerance.ShouldBeOfType<RangeTolerance>().Upper.ShouldBeLessThanOrEqualTo(1.5);
        ((LabProvider)probe.Provider).Arguments["since"]!.GetValue<string>().ShouldBe("fault", "before it nobody retries, which makes any average good");
    }

    /// <summary>A pattern, a breaker or a figure that nothing asks for is only a claim.</summary>
    [Theory]
    [InlineData("bulkhead.json", "absorbed", "latency", "throughput")]
    [InlineData("cpu-stress.json", "edge")]
    [InlineData("dns-failure.json", "latency")]
    [InlineData("exhaustion-and-breaker.json", "breaker-opened")]
    [InlineData("full-outage.json", "error-rate")]
    [InlineData("gateway-stopped.json", "error-rate")]
    [InlineData("memory-pressure.json", "log")]
    [InlineData("payment-outage.json", "breaker-opened", "latency", "ledger")]
    [InlineData("postgres-kill.json", "latency")]
    [InlineData("postgres-locked.json", "latency")]
    [InlineData("postgres-partition.json", "latency")]
    [InlineData("postgres-pool.json", "latency")]
    [InlineData("postgres-read-only.json", "latency")]
    [InlineData("postgres-restart.json", "latency")]
    [InlineData("postgres-slow.json", "latency", "absorbed")]
    [InlineData("redis-flapping.json", "retries", "breaker-opened", "log")]
    [InlineData("redis-partition.json", "breaker-opened", "latency")]
    [InlineData("redis-slow.json", "log")]
    [InlineData("retry-storm.json", "retries", "breaker-opened", "absorbed", "log")]
    [InlineData("service-partition.json", "breaker-opened", "latency")]
    [InlineData("payment-pause.json", "breaker-opened", "breaker", "absorbed")]
    [InlineData("latency-and-scaling.json", "edge")]
    [InlineData("traffic-spike.json", "resource", "edge", "throughput")]
    [InlineData("volume-removed-postgres.json", "latency", "ledger")]
    [InlineData("web-kill.json", "log", "edge")]
    public void What_it_claims_of_the_method_is_asked_for(string name, params string[] functions)
        => functions.Except(Read(name).Method.Select(activity => (activity.Provider as LabProvider)?.Func)).ShouldBeEmpty();

    /// <summary>Rows that are about what a customer is told are asked for where a customer is told it.</summary>
    [Theory]
    [InlineData("dns-failure.json")]
    [InlineData("payment-outage.json")]
    [InlineData("postgres-kill.json")]
    [InlineData("postgres-locked.json")]
    [InlineData("postgres-partition.json")]
    [InlineData("postgres-pool.json")]
    [InlineData("postgres-read-only.json")]
    [InlineData("postgres-restart.json")]
    [InlineData("postgres-slow.json")]
    [InlineData("service-partition.json")]
    [InlineData("volume-removed-cache.json")]
    [InlineData("volume-removed-postgres.json")]
    public void A_customer_asks_while_it_acts_and_reads_the_answer(string name)
        => Read(name).Method
            .Where(activity => activity.Provider is HttpProvider { Method: "POST" } http && http.Url.EndsWith("/purchase", StringComparison.Ordinal))
            .Select(activity => activity.Tolerance).OfType<RegexTolerance>().ShouldNotBeEmpty();

    [Fact]
    public void The_index_has_every_file_with_its_rows_and_the_naive_shop()
        => Index().ShouldBe(Names().Select(name => ($"[{name}]({name})", string.Join(", ", Read(name).Lab.Rows), Read(name).Lab.Naive == NaiveOutcome.Fail ? "fails" : "passes")));

    [Fact]
    public void Every_wanted_row_has_an_experiment()
        => Wanted.Except(Names().SelectMany(name => Read(name).Lab.Rows)).ShouldBeEmpty();

    private static IEnumerable<string> Names()
        => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file))
            .Where(name => Path.GetExtension(name) is ".json" or ".yaml" or ".yml").Order(StringComparer.Ordinal);

    private static Experiment Read(string name) => ReaderTests.Read(File.ReadAllText(Path.Combine(Folder, name)), name, ExperimentInputs.None);

    /// <summary>The targets that are not met in full, by the words that a reason must have.</summary>
    private static IEnumerable<string> GivenUp(SloSpec slo, LoadSpec load)
    {
        if (slo.Rto is not { } rto || rto > TimeSpan.FromSeconds(30)) yield return "RTO";
        if (slo.Rpo > 0) yield return "RPO";
        string[] left = slo.Operations is { Count: > 0 } counted
            ? [.. load.Mix.Where(operation => operation.Value > 0).Select(operation => operation.Key).Except(counted)]
            : [];
        if (slo.Availability is not >= 0.999 || left.Length > 0) yield return "availability";
        if (slo.ErrorRate is not <= 0.01 || left.Length > 0) yield return "errors";

        // The word in the reason may be another form of it: browsing, searches.
        foreach (var operation in left) yield return operation == "browse" ? "brows" : operation;
    }

    /// <summary>The cells for file, rows and the naive shop of each line <c>| [file](file) | rows | hypothesis | fault | naive |</c>.</summary>
    private static IEnumerable<(string File, string Rows, string Naive)> Index()
        => File.ReadLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1], cells[2], cells[5]));
}
