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
    [InlineData("chaostoolkit/language-file.json")]
    [InlineData("chaostoolkit/everything.json")]
    public async Task A_file_that_is_read_fits_the_schema(string file)
    {
        var schema = await JsonSchema.FromJsonAsync(ExperimentSchema.Write());

        schema.Validate(Samples.Text(file)).ShouldBeEmpty();
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
