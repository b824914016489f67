using System.Text.Json;
using ChaosLab.ChaosController.Api.Document;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>The OpenAPI document, from which the console's types are made.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public async Task The_file_is_what_the_service_says()
    {
        var file = File.ReadAllText(Path.Combine(BuiltPrograms.Checkout, "docs", "openapi.json")).ReplaceLineEndings("\n");

        // The difference itself would fill screens.
        (file == await ApiDocument.WriteAsync(CancellationToken.None)).ShouldBeTrue("docs/openapi.json is not what the service says; write it anew: ./lab api > docs/openapi.json");
    }

    [Fact]
    public async Task A_running_service_gives_the_same()
    {
        await using var service = await ConsoleService.StartAsync();

        var served = await service.Client.GetStringAsync("/openapi/v1.json");

        JsonElement.DeepEquals(JsonDocument.Parse(served).RootElement, await DocumentAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_answer_has_a_type()
    {
        foreach (var (name, operation) in Operations(await DocumentAsync()))
        {
            var answers = operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name.StartsWith('2')).ToArray();
            answers.ShouldNotBeEmpty(name);
            foreach (var answer in answers.Where(answer => answer.Name is not "204"))
            {
                if (name == "post /api/runs/{id}/abort") continue; // 202 without a body
                answer.Value.TryGetProperty("content", out var content).ShouldBeTrue($"{name} {answer.Name}");
                content.EnumerateObject().ShouldAllBe(type => type.Value.GetProperty("schema").EnumerateObject().Any(), $"{name} {answer.Name}");
            }
        }
    }

    [Fact]
    public async Task A_number_is_a_number_and_what_may_be_null_is_optional()
    {
        foreach (var (name, schema) in Schemas(await DocumentAsync()))
        {
            if (!schema.TryGetProperty("properties", out var properties)) continue;
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(entry => entry.GetString()).ToArray() : [];
            foreach (var property in properties.EnumerateObject())
            {
                if (!property.Value.TryGetProperty("type", out var type)) continue;
                type.ValueKind.ShouldBe(JsonValueKind.String, $"{name}.{property.Name} has one type");
            }

            required.ShouldBeSubsetOf(properties.EnumerateObject().Select(property => property.Name), name);
        }
    }

    [Theory]
    [InlineData("FaultRecord", "id", true)]
    [InlineData("FaultRecord", "endsAt", false)]
    [InlineData("FaultRequest", "kind", true)]
    [InlineData("FaultRequest", "settings", false)]
    [InlineData("StoredRunSummary", "tags", true)]
    [InlineData("StoredRunSummary", "note", false)]
    [InlineData("SloResult", "windowSeconds", true)]
    [InlineData("FaultOutcome", "rtoSeconds", false)]
    [InlineData("LoadFigures", "p95", false)]
    public async Task What_is_always_there_is_required(string schema, string property, bool expected)
    {
        var type = Schemas(await DocumentAsync()).Single(entry => entry.Name == schema).Schema;

        type.GetProperty("properties").TryGetProperty(property, out _).ShouldBeTrue();
        type.GetProperty("required").EnumerateArray().Any(name => name.GetString() == property).ShouldBe(expected);
    }

    [Fact]
    public async Task A_verdict_is_one_of_its_words()
        => Schemas(await DocumentAsync()).Single(entry => entry.Name == "Verdict").Schema.GetProperty("enum").EnumerateArray()
            .Select(word => word.GetString()).ShouldBe(["pass", "fail", "inconclusive", "aborted", "error"]);

    private static async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(await ApiDocument.WriteAsync(CancellationToken.None)).RootElement;

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document)
        => document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));

    private static IEnumerable<(string Name, JsonElement Schema)> Schemas(JsonElement document)
        => document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => (schema.Name, schema.Value));
}
