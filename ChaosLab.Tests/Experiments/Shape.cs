using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ChaosLab.Tests.Experiments;

/// <summary>Writes an object with all that it holds, so that two can be compared: records compare their lists by identity.</summary>
internal static class Shape
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        JsonNode json => json.ToJsonString(),
        string text => $"\"{text}\"",
        IDictionary map => "{" + string.Join(", ", map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => $"{key}: {Of(map[key])}")) + "}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Of)) + "]",
        _ when value.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) || value.GetType().IsEnum => value.ToString()!,
        _ => value.GetType().Name + "(" + string.Join(", ", value.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}={Of(property.GetValue(value))}")) + ")",
    };
}
