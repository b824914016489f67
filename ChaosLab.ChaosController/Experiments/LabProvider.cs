using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>ChaosLab's own provider: <c>{"type": "chaoslab", "func": "inject", "arguments": {…}, "timeout": …}</c>.</summary>
/// <param name="Func">One of <see cref="LabFunctions"/>.</param>
/// <param name="Arguments">Its arguments, checked against the function's declaration.</param>
/// <param name="Timeout">How long it may take; null means the function's own limit.</param>
internal sealed record LabProvider(string Func, JsonObject Arguments, TimeSpan? Timeout) : Provider;
