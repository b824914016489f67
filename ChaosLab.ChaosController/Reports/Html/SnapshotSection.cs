using System.Globalization;
using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>Health and state of everything before, during and after; folded, for few readers need it.</summary>
internal static class SnapshotSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "snapshots", "Health and state",
        run.Snapshots.Count == 0 ? Page.Paragraph("No snapshot was taken.") : null,
        run.Snapshots.Select(Snapshot));

    private static XElement Snapshot(Snapshot snapshot) => Page.Element(
        "details",
        Page.Element("summary", $"{snapshot.When}, {Wording.Clock(snapshot.At)}: {Summary(snapshot)}"),
        HtmlTable.Of($"Resources {snapshot.When}", Resources(snapshot), null, 3, 4),
        HtmlTable.Of($"Edges {snapshot.When}", Edges(snapshot), null, 2, 3),
        Page.Element("h3", "Answers of /health"),
        Page.Element("pre", Page.Class("wrap"), string.Join('\n', snapshot.Health.Select(answer => $"{answer.Key}: {answer.Value?.ToJsonString(RecordJson.Options) ?? "no answer"}"))));

    private static string Summary(Snapshot snapshot)
    {
        var down = snapshot.Resources.Where(resource => resource.Health is { } health ? health != "Healthy" : !resource.ExplicitStart).Select(resource => resource.Name);
        return Wording.List(down, "") is { Length: > 0 } names ? $"not healthy: {names}" : "all healthy";
    }

    private static ReportTable Resources(Snapshot snapshot) => new(
        ["Resource", "State", "Health", "Process", "Restarts", "Active faults"],
        [.. snapshot.Resources.Select(resource => (string[])
        [
            resource.Name, resource.State ?? Wording.Unknown, resource.Health ?? "does not run",
            resource.Pid?.ToString(CultureInfo.InvariantCulture) ?? "none", Wording.Count(resource.Restarts), Wording.List(resource.ActiveFaults, "none"),
        ])]);

    private static ReportTable Edges(Snapshot snapshot) => new(
        ["Edge", "Takes connections", "Open", "Requests per second", "Toxics"],
        [.. snapshot.Edges.Select(edge => (string[])
        [
            edge.Name, edge.Enabled ? "yes" : "no", Wording.Count(edge.Connections),
            edge.RequestsPerSecond is { } rate ? Wording.Number(rate) : Wording.Unknown, Wording.List(edge.Toxics, "none"),
        ])]);
}
