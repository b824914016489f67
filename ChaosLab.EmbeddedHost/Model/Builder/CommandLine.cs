using System.Text;

namespace Aspire.Hosting;

/// <summary>Splits a line of arguments at blanks outside of double quotes; <c>\"</c> stands for a quote.</summary>
internal static class CommandLine
{
    public static string[] Split(string line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (isQuoted, isOpen) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && i + 1 < line.Length && line[i + 1] == '"')
            {
                (isOpen, i) = (true, i + 1);
                current.Append('"');
            }
            else if (c == '"')
            {
                (isQuoted, isOpen) = (!isQuoted, true);
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                Close();
            }
            else
            {
                isOpen = true;
                current.Append(c);
            }
        }

        Close();
        return [.. arguments];

        void Close()
        {
            if (!isOpen) return;
            arguments.Add(current.ToString());
            current.Clear();
            isOpen = false;
        }
    }
}
