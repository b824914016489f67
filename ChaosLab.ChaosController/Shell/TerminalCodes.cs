using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Shell;

/// <summary>What programs write for a terminal only: colours and cursor (CSI), titles and links (OSC); ECMA-48.</summary>
/// <remarks>A service writes colours although nobody watches it; a file, a pattern or another program wants the words.</remarks>
internal static partial class TerminalCodes
{
    /// <summary>The text without them.</summary>
    public static string Strip(string text) => text.Contains('\x1b') ? Codes().Replace(text, "") : text;

    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")]
    private static partial Regex Codes();
}
