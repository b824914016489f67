using System.Text;

namespace Aspire.Hosting;

/// <summary>Makes names fit for environment variables.</summary>
internal static class EnvironmentNames
{
    /// <summary>Every character but ASCII letters and digits becomes an underscore; a leading digit gets one before it.</summary>
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length + 1);
        if (name.Length > 0 && char.IsAsciiDigit(name[0])) encoded.Append('_');
        foreach (var c in name) encoded.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return encoded.ToString();
    }
}
