namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>A public type as the baseline writes it.</summary>
/// <param name="Kind"><c>class</c>, <c>sealed class</c>, <c>static class</c>, <c>abstract class</c>, <c>struct</c>, <c>interface</c> or <c>enum</c>.</param>
/// <param name="Name">The full name.</param>
/// <param name="Bases">The base class and all interfaces.</param>
/// <param name="Members">One line for each member; one line for all the values of an enum.</param>
internal sealed record ApiType(string Kind, string Name, IReadOnlyList<string> Bases, IReadOnlyList<string> Members);
