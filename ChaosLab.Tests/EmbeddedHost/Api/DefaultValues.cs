using System.Globalization;
using System.Reflection;

namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>Writes constants and default values of parameters as the baseline does.</summary>
internal static class DefaultValues
{
    public static string Of(ParameterInfo parameter) => Text(parameter.DefaultValue, parameter.ParameterType);

    public static string Text(object? value, Type type) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        _ when type.IsEnum => Enum.ToObject(type, value).ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
