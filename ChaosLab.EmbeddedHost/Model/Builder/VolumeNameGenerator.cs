using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Makes names for volumes that other applications on the machine do not use.</summary>
public static class VolumeNameGenerator
{
    private const int HashLength = 10;

    /// <summary><c>{application}-{10 digits of a hash of the AppHost's directory}-{resource}-{suffix}</c>.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        var application = builder.ApplicationBuilder;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(application.AppHostDirectory)));
        return $"{Fit(application.Environment.ApplicationName)}-{hash[..HashLength]}-{builder.Resource.Name}-{suffix}";
    }

    // The runtimes allow these characters only, and a letter or digit first.
    private static string Fit(string name)
    {
        var fit = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_')]);
        return fit.Length > 0 && char.IsAsciiLetterOrDigit(fit[0]) ? fit : "volume" + fit;
    }
}
