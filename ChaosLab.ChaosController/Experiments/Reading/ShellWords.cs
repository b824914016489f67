using System.Text;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Splits a text into arguments as a POSIX shell splits words (quotes and backslashes), without being one.</summary>
internal static class ShellWords
{
    /// <param name="text">The arguments in one text.</param>
    /// <param name="words">One entry per argument; empty when there is a problem.</param>
    /// <param name="problem">Why it cannot be split: a quote is open, or something in it needs a shell; null when it can.</param>
    public static bool TrySplit(string text, out IReadOnlyList<string> words, out string? problem)
    {
        var found = new List<string>();
        var word = new StringBuilder();
        var open = false;
        var quote = '\0';
        problem = null;
        words = [];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\'')
            {
                if (c == '\'') quote = '\0';
                else word.Append(c);
            }
            else if (quote != '\'' && NeedsShell(text, i, quoted: quote == '"', begins: !open) is { } needed)
            {
                problem = $"it holds {needed}, which only a shell understands, and none is used: give a list of arguments, or quote it with '…' if it is meant as it stands, or start a shell yourself";
                return false;
            }
            else if (c == '\\' && i + 1 < text.Length && (quote == '\0' || text[i + 1] is '"' or '\\' or '$' or '`' or '\n'))
            {
                // A line that goes on is no word of its own.
                if (text[++i] == '\n') continue;
                open = true;
                word.Append(text[i]);
            }
            else if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"' && quote != '"') (quote, open) = (c, true);
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (open) found.Add(word.ToString());
                word.Clear();
                open = false;
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        if (quote != '\0')
        {
            problem = $"a quote ({quote}) is not closed";
            return false;
        }

        if (open) found.Add(word.ToString());
        words = found;
        return true;
    }

    private static string? NeedsShell(string text, int at, bool quoted, bool begins)
    {
        var c = text[at];
        if (c == '`') return "`…`";
        if (c == '$' && at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || "_{(?$@*#!-".Contains(text[at + 1], StringComparison.Ordinal))) return $"'${text[at + 1]}'";
        if (quoted) return null;
        return c switch
        {
            '\n' => text.AsSpan(at).IsWhiteSpace() ? null : "a line break",
            '|' or '&' or ';' or '<' or '>' or '(' or ')' or '*' or '?' => $"'{c}'",
            '[' when text.IndexOf(']', at) > at => "'[…]'",
            '~' or '#' when begins => $"'{c}'",
            _ => null,
        };
    }
}
