using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>A function of the provider <c>chaoslab</c>.</summary>
/// <param name="Name">The value of <c>func</c>.</param>
/// <param name="Type">Whether it observes or acts.</param>
/// <param name="Description">What it does, and for a probe what its output is.</param>
/// <param name="Arguments">What it takes.</param>
internal sealed record LabFunction(string Name, ActivityType Type, string Description, IReadOnlyList<LabArgument> Arguments);

/// <summary>An argument of a function.</summary>
/// <param name="Name">The key in <c>arguments</c>.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Required">Whether the function needs it.</param>
/// <param name="Description">What it means, with unit, range and default.</param>
/// <param name="Choices">The values allowed; null means any.</param>
/// <param name="Range">The numbers allowed; null means any.</param>
internal sealed record LabArgument(
    string Name, LabArgumentKind Kind, bool Required, string Description, IReadOnlyList<string>? Choices = null, NumberRange? Range = null);

/// <summary>What the value of an argument is.</summary>
internal enum LabArgumentKind
{
    Text,

    Number,

    Boolean,

    /// <summary>A text such as <c>200ms</c>, <c>30s</c>, <c>2m</c>, or a number of seconds.</summary>
    Duration,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>An object whose values are texts, numbers or booleans.</summary>
    Settings,
}
