using Spectre.Console;

namespace ChaosLab.ChaosController.Shell;

/// <summary>Where the command line writes: colours and live displays on a terminal, plain text when redirected.</summary>
internal sealed class Terminal
{
    // Redirected text is for programs: a line is a line, however long.
    private const int Unbounded = 1000;

    private readonly IAnsiConsole _error;

    /// <param name="output">Results.</param>
    /// <param name="error">Errors and notices.</param>
    /// <param name="interactive">Whether results go to a terminal.</param>
    /// <param name="interactiveError">Whether errors go to a terminal.</param>
    public Terminal(TextWriter output, TextWriter error, bool interactive, bool interactiveError)
    {
        Plain = output;
        IsInteractive = interactive;
        Out = Create(output, interactive);
        _error = Create(error, interactiveError);
    }

    /// <summary>Marked-up output.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Output that must stay as it is, such as JSON and log lines.</summary>
    public TextWriter Plain { get; }

    /// <summary>Whether a person watches: live displays make sense.</summary>
    public bool IsInteractive { get; }

    public static Terminal OfThisProcess()
        => new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);

    /// <summary>One line of text, as it is.</summary>
    public void Line(string text) => Plain.WriteLine(text);

    /// <summary>One line with Spectre markup; interpolated values are escaped.</summary>
    public void Marked(FormattableString markup) => Out.MarkupLineInterpolated(markup);

    /// <summary>One message on stderr.</summary>
    public void Error(string message) => _error.MarkupLineInterpolated($"[red]error:[/] {message}");

    /// <summary>A note on stderr, beside the results.</summary>
    public void Note(string message) => _error.MarkupLineInterpolated($"{message}");

    /// <summary>A table that is a grid of words when redirected.</summary>
    public Table NewTable(params string[] columns)
    {
        var table = new Table { Border = IsInteractive ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Markup(Markup.Escape(column), new Style(decoration: Decoration.Bold))) { NoWrap = !IsInteractive });
        }

        return table;
    }

    private static IAnsiConsole Create(TextWriter writer, bool interactive)
    {
        var colours = interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(writer),
        });
        if (!interactive) console.Profile.Width = Unbounded;
        return console;
    }
}
