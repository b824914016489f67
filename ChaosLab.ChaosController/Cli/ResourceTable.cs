using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The resources of a lab as a table.</summary>
internal static class ResourceTable
{
    /// <summary>What <c>status</c> and <c>up</c> show.</summary>
    public static Table Create(Terminal terminal, IEnumerable<ResourceStatus> resources)
    {
        var table = terminal.NewTable("Resource", "State", "Health", "Process", "Restarts", "Faults", "URL");
        foreach (var resource in resources)
        {
            var colour = ResourceWords.Colour(resource);
            table.AddRow(
                Markup.Escape(resource.Name),
                $"[{colour}]{Markup.Escape(ResourceWords.State(resource))}[/]",
                $"[{colour}]{Markup.Escape(ResourceWords.Health(resource))}[/]",
                Markup.Escape(ResourceWords.Process(resource)),
                resource.Restarts.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Markup.Escape(resource.ActiveFaults.Count == 0 ? "-" : string.Join(" ", resource.ActiveFaults)),
                Markup.Escape(ResourceWords.Urls(resource)));
        }

        return table;
    }
}
