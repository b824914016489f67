using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Finds the values of parameters.</summary>
internal static class ParameterValues
{
    /// <summary>The configured value, else the default. A hyphen in the key may be an underscore in the configuration.</summary>
    /// <exception cref="MissingParameterValueException">There is neither.</exception>
    public static string Find(IConfiguration configuration, string key, ParameterDefault? @default)
        => configuration[key] ?? configuration[key.Replace('-', '_')] ?? @default?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value.");
}
