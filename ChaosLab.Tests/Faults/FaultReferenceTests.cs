extern alias controller;
extern alias hosting;

using System.Text.Json;
using ChaosLab.ChaosController.Cli;
using ChaosLab.Hosting.Faults;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>What the docs and the catalogue say of faults is the same, and complete.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class FaultReferenceTests(SharedLab shared)
{
    private readonly FaultCatalogue _catalogue = shared.Lab.App.Services.GetRequiredService<FaultCatalogue>();

    [Fact]
    public void The_page_is_what_the_catalogue_says()
    {
        var wire = JsonSerializer.Serialize(_catalogue.Describe(), hosting::ChaosLab.Hosting.Bridge.Wire.WireJson.Options);
        var kinds = JsonSerializer.Deserialize<controller::ChaosLab.Hosting.Bridge.Wire.FaultKind[]>(
            wire, controller::ChaosLab.Hosting.Bridge.Wire.WireJson.Options)!;

        File.ReadAllText(Path.Combine(BuiltPrograms.Checkout, "docs", "faults.md")).ReplaceLineEndings("\n")
            .ShouldBe(FaultReference.Write(kinds).ReplaceLineEndings("\n"), "write it anew: ./lab fault list --markdown > docs/faults.md");
    }

    [Fact]
    public void Every_kind_says_all_there_is_to_say()
    {
        foreach (var kind in _catalogue.Describe())
        {
            kind.Description.ShouldNotBeNullOrWhiteSpace(kind.Kind);
            kind.Observed.ShouldNotBeNullOrWhiteSpace(kind.Kind);
            kind.Undone.ShouldNotBeNullOrWhiteSpace(kind.Kind);
            kind.Where.ShouldNotBeEmpty(kind.Kind);
            (kind.Targets.Count > 0).ShouldBe(kind.Unavailable is null, kind.Kind);
            foreach (var parameter in kind.Parameters) parameter.Description.ShouldNotBeNullOrWhiteSpace($"{kind.Kind} {parameter.Name}");
        }
    }
}
