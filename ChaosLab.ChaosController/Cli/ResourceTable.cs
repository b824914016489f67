using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The resources of a lab as a table: for people within 80 columns, for programs with a column for each thing.</summary>
internal static class ResourceTable
{
    /// <summary>What <c>status</c> and <c>up</c> show.</summary>
    public static Table Create(Terminal terminal, IReadOnlyList<ResourceStatus> resources)
        => terminal.IsInteractive ? ForPeople(terminal, resources) : ForPrograms(terminal, resources);

    private static Table ForPeople(Terminal terminal, IReadOnlyList<ResourceStatus> resources)
    {
        var anyNotes = resources.Any(resource => Notes(resource).Length > 0);
        var table = terminal.NewTable(anyNotes ? ["Resource", "State", "Process", "URL", "Notes"] : ["Resource", "State", "Process", "URL"]);

        // An address that is broken in the middle can be neither clicked nor copied.
        foreach (var column in table.Columns.Take(4)) column.NoWrap = true;
        foreach (var resource in resources)
        {
            string[] cells =
            [
                Markup.Escape(resource.Name),
                Coloured(resource, ResourceWords.IsWell(resource) || resource.Health is null or "Healthy" ? ResourceWords.State(resource) : resource.Health),
                Markup.Escape(ResourceWords.Process(resource)),
                Markup.Escape(resource.Endpoints.Count == 0 ? "-" : string.Join('\n', resource.Endpoints.Select(endpoint => endpoint.Url))),
                Markup.Escape(Notes(resource)),
            ];
            table.AddRow(anyNotes ? cells : cells[..4]);
        }

        return table;
    }

    private static Table ForPrograms(Terminal terminal, IReadOnlyList<ResourceStatus> resources)
    {
        var table = terminal.NewTable("Resource", "State", "Health", "Process", "Restarts", "Faults", "URL");
        foreach (var resource in resources)
        {
            table.AddRow(
                Markup.Escape(resource.Name),
                Coloured(resource, ResourceWords.State(resource)),
                Coloured(resource, ResourceWords.Health(resource)),
                Markup.Escape(ResourceWords.Process(resource)),
                resource.Restarts.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(resource.ActiveFaults.Count == 0 ? "-" : string.Join(" ", resource.ActiveFaults)),
                Markup.Escape(ResourceWords.Urls(resource)));
        }

        return table;
    }

    private static string Notes(ResourceStatus resource)
        => string.Join(' ', resource.Restarts switch
        {
            0 => resource.ActiveFaults,
            1 => resource.ActiveFaults.Prepend("1 restart"),
            var many => resource.ActiveFaults.Prepend($"{many} restarts"),
        });

    private static string Coloured(ResourceStatus resource, string text) => $"[{ResourceWords.Colour(resource)}]{Markup.Escape(text)}[/]";
}
