using System.Xml;
using System.Xml.Linq;

namespace ChaosLab.ChaosController.Setup;

/// <summary>The file <c>artifacts/lab.props</c>, by which setup tells the build what the AppHost compiles against.</summary>
internal static class LabProps
{
    public const string Embedded = "Embedded";
    public const string Aspire = "Aspire";

    /// <summary>The host that builds use; the embedded one when nothing (readable) is written.</summary>
    public static string ReadHost(string path)
    {
        try
        {
            if (!File.Exists(path)) return Embedded;
            var host = XDocument.Load(path).Descendants("LabHost").FirstOrDefault()?.Value.Trim();
            return host == Aspire ? Aspire : Embedded;
        }
        catch (XmlException)
        {
            return Embedded;
        }
    }

    /// <summary>Writes the choice; a file that already says so is left alone, so that nothing is built again.</summary>
    /// <returns>Whether the file changed.</returns>
    public static bool WriteHost(string path, string host)
    {
        var content = $"<Project><PropertyGroup><LabHost>{host}</LabHost></PropertyGroup></Project>\n";
        if (File.Exists(path) && File.ReadAllText(path) == content) return false;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        File.WriteAllText(draft, content);
        File.Move(draft, path, overwrite: true);
        return true;
    }
}
