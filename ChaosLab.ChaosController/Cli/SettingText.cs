using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Puts a setting of a fault into words.</summary>
internal static class SettingText
{
    /// <summary>The option it is set by, with its bounds and default.</summary>
    public static string Option(FaultParameter parameter)
    {
        var bounds = Bounds(parameter);
        return Flag(parameter) + (bounds.Length > 0 ? $" {bounds}" : "") + (Default(parameter) is { } standard ? $" (default {standard})" : "");
    }

    /// <summary>The option it is set by.</summary>
    public static string Flag(FaultParameter parameter)
        => FaultSettings.IsDuration(parameter) ? "--for" : parameter.Name == "seed" ? "--seed" : $"--set {parameter.Name}";

    /// <summary>What is allowed; empty when anything is.</summary>
    public static string Bounds(FaultParameter parameter)
        => parameter.Choices is { } choices ? string.Join("|", choices)
            : parameter.Text == true ? "text"
            : parameter is { Minimum: { } minimum, Maximum: { } maximum } ? $"{Number(minimum)}..{Number(maximum)}{parameter.Unit}"
            : "";

    /// <summary>What acts when it is left out; null when there is nothing to tell.</summary>
    public static string? Default(FaultParameter parameter)
        => parameter.Text == true ? parameter.DefaultText
            : parameter.Default is { } value ? Number(value) + parameter.Unit
            : null;

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
