using System.Globalization;
using System.Text;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Writes the catalogue as the page <c>docs/faults.md</c>: what does not depend on the lab that runs.</summary>
internal static class FaultReference
{
    public static string Write(IReadOnlyList<FaultKind> kinds)
    {
        var page = new StringBuilder();
        page.Append("""
            # Faults

            This page is written from the catalogue: `./lab fault list --markdown > docs/faults.md` (a test keeps it current).
            Every fault tells when it acted, when an independent caller first saw its effect, and how long recovery took; one that
            nobody felt says so, one whose removal is not proven is *stuck*. `./lab fault list` shows what a running lab offers, and on
            what; `./lab fault describe <kind>` tells the same as here.

            | Fault | What it does | Works on |
            |---|---|---|

            """);
        foreach (var kind in kinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{kind.Kind}`](#{kind.Kind}) | {Cell(kind.Description)} | {string.Join(", ", kind.Where ?? [])} |\n");
        }

        foreach (var kind in kinds) Section(page, kind);
        return page.ToString();
    }

    private static void Section(StringBuilder page, FaultKind kind)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {kind.Kind}\n\n{kind.Description}\n\n- Seen by: {kind.Observed}\n- Undone by: {kind.Undone}\n");
        if (kind.Parameters.Count == 0) return;

        page.Append("\n| Setting | Allowed | Default | What it means |\n|---|---|---|---|\n");
        foreach (var parameter in kind.Parameters)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| `{SettingText.Flag(parameter)}` | {Cell(SettingText.Bounds(parameter))} | {Cell(SettingText.Default(parameter) ?? "-")} | {Cell(parameter.Description ?? "")} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
