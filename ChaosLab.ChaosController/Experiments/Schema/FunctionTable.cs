using System.Globalization;
using System.Text;

namespace ChaosLab.ChaosController.Experiments.Schema;

/// <summary>The functions of the provider <c>chaoslab</c> as the part of <c>docs/experiments.md</c> between its two marks.</summary>
internal static class FunctionTable
{
    public const string Begin = "<!-- functions: written from the code; ./lab validate --functions prints it -->";

    public const string End = "<!-- end of functions -->";

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(Begin).Append('\n');
        foreach (var (type, heading) in new[] { (ActivityType.Action, "Actions"), (ActivityType.Probe, "Probes") })
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {heading}\n\n| `func` | What it does | Arguments (**needed**) |\n|---|---|---|\n");
            foreach (var function in LabFunctions.All.Where(function => function.Type == type))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{function.Name}` | {Cell(function.Description)} | {Cell(Arguments(function))} |\n");
            }
        }

        return page.Append('\n').Append(End).ToString();
    }

    private static string Arguments(LabFunction function) => function.Arguments.Count == 0 ? "none" : string.Join(
        "<br>", function.Arguments.Select(argument => $"{(argument.Required ? "**" : "")}`{argument.Name}`{(argument.Required ? "**" : "")} ({Kind(argument.Kind)}): {argument.Description}"));

    private static string Kind(LabArgumentKind kind) => kind switch
    {
        LabArgumentKind.Text => "text",
        LabArgumentKind.Number => "number",
        LabArgumentKind.Boolean => "true or false",
        LabArgumentKind.Duration => "duration",
        LabArgumentKind.Texts => "list of texts",
        _ => "object",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
