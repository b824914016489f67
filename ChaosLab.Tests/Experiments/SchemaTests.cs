using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Schema;
using NJsonSchema;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>The published schema and the reference are what the code says.</summary>
public sealed class SchemaTests
{
    private static readonly string Docs = Path.Combine(Samples.Directory, "..", "..", "docs");

    private static readonly string Experiments = Path.Combine(Samples.Directory, "..", "..", "experiments");

    [Fact]
    public void The_schema_is_current()
        => File.ReadAllText(Path.Combine(Docs, "experiment.schema.json")).ReplaceLineEndings("\n")
            .ShouldBe(ExperimentSchema.Write(), "write it anew: ./lab validate --schema > docs/experiment.schema.json");

    [Fact]
    public void The_reference_has_every_function()
        => File.ReadAllText(Path.Combine(Docs, "experiments.md")).ReplaceLineEndings("\n")
            .ShouldContain(FunctionTable.Write(), Case.Sensitive, "put it in anew: ./lab validate --functions");

    [Theory]
    [InlineData("whole.json")]
    [InlineData("chaostoolkit/greeting.json")]
    [InlineData("chaostoolkit/application-answers.json")]
    [InlineData("chaostoolkit/language-file.json")]
    [InlineData("chaostoolkit/everything.json")]
    public async Task A_file_that_is_read_fits_the_schema(string file)
    {
        var schema = await JsonSchema.FromJsonAsync(ExperimentSchema.Write());

        schema.Validate(Samples.Text(file)).ShouldBeEmpty();
    }

    public static TheoryData<string> Shipped() => [.. Directory.EnumerateFiles(Experiments, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Every_shipped_experiment_fits_the_schema(string file)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Docs, "experiment.schema.json"));

        schema.Validate(File.ReadAllText(Path.Combine(Experiments, file))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type": "env", "key": "PORT", "env_var_type": "integer"}""", true)]
    [InlineData("""{"type": "env", "key": "PORT", "env_var_type": "whole"}""", false)]
    [InlineData("""{"type": "env"}""", false)]
    [InlineData("""{"type": "probe", "name": "ask", "provider": {"type": "process", "path": "date"}}""", true)]
    [InlineData("""{"type": "probe", "name": "ask", "provider": {"type": "python", "module": "m", "func": "f"}}""", false)]
    [InlineData("""{"type": "vault", "path": "p"}""", false)]
    [InlineData("""{"anything": {"else": [1, null]}}""", true)]
    [InlineData("7", true)]
    [InlineData("null", true)]
    public async Task A_value_of_the_configuration_is_checked(string value, bool fits)
    {
        var schema = await JsonSchema.FromJsonAsync(ExperimentSchema.Write());

        (schema.Validate($$"""{"title": "t", "description": "d", "method": [], "configuration": { "v": {{value}} } }""").Count == 0).ShouldBe(fits);
    }

    [Theory]
    [InlineData("fail-fast", "true", true)]
    [InlineData("fail_fast", "true", true)]
    [InlineData("fail_fast", "\"yes\"", false)]
    [InlineData("fail_fast_ratio", "40", true)]
    [InlineData("fail-fast-ratio", "140", false)]
    public async Task Both_spellings_of_failing_fast_are_checked(string name, string value, bool fits)
    {
        var schema = await JsonSchema.FromJsonAsync(ExperimentSchema.Write());

        (schema.Validate($$"""{"title": "t", "description": "d", "method": [], "runtime": { "hypothesis": { "{{name}}": {{value}} } } }""").Count == 0).ShouldBe(fits);
    }

    /// <summary>Mistakes that the schema alone can find, so that an editor shows them.</summary>
    [Theory]
    [InlineData("no-title")]
    [InlineData("empty-title")]
    [InlineData("method-is-an-object")]
    [InlineData("tags-of-numbers")]
    [InlineData("unknown-contribution")]
    [InlineData("unknown-rollback-strategy")]
    [InlineData("unknown-activity-type")]
    [InlineData("no-provider")]
    [InlineData("python-provider")]
    [InlineData("probe-without-tolerance")]
    [InlineData("unknown-tolerance")]
    [InlineData("unknown-function")]
    [InlineData("argument-missing")]
    [InlineData("unknown-argument")]
    [InlineData("unknown-quantile")]
    [InlineData("rate-too-high")]
    [InlineData("unknown-operation")]
    [InlineData("latency-without-a-unit")]
    [InlineData("availability-of-one")]
    [InlineData("unknown-metric")]
    [InlineData("unknown-day")]
    [InlineData("time-of-25")]
    public async Task A_broken_file_does_not(string name)
    {
        var schema = await JsonSchema.FromJsonAsync(ExperimentSchema.Write());

        schema.Validate(File.ReadAllText(Path.Combine(Samples.Directory, "Broken", name + ".json"))).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_example_of_the_reference_is_read()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "experiments.md")).ReplaceLineEndings("\n");
        var examples = page.Split("```json\n").Skip(1).Select(part => part.Split("```")[0]).Where(text => text.Contains("\"method\"", StringComparison.Ordinal)).ToArray();

        examples.Length.ShouldBeGreaterThan(0);
        foreach (var example in examples) ReaderTests.Read(example).Title.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_function_says_all_there_is_to_say()
    {
        foreach (var function in LabFunctions.All)
        {
            function.Description.ShouldEndWith(".", Case.Sensitive, function.Name);
            foreach (var argument in function.Arguments) argument.Description.ShouldNotBeNullOrWhiteSpace($"{function.Name} {argument.Name}");
        }
    }
}
