namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>One step of a path; with <paramref name="Deep"/> it is taken from every value below as well.</summary>
internal abstract record JsonPathStep(bool Deep);

/// <summary><c>.name</c>, <c>['a','b']</c>.</summary>
internal sealed record NameStep(bool Deep, IReadOnlyList<string> Names) : JsonPathStep(Deep);

/// <summary><c>[0]</c>, <c>[-1]</c>, <c>[0,2]</c>.</summary>
internal sealed record IndexStep(bool Deep, IReadOnlyList<int> Indexes) : JsonPathStep(Deep);

/// <summary><c>[from:to:by]</c>.</summary>
internal sealed record SliceStep(bool Deep, int? From, int? To, int By) : JsonPathStep(Deep);

/// <summary><c>.*</c>, <c>[*]</c>.</summary>
internal sealed record AnyStep(bool Deep) : JsonPathStep(Deep);

/// <summary><c>.length()</c> and its like: one of <see cref="JsonPathFunctions"/>.</summary>
internal sealed record CallStep(bool Deep, string Function, IReadOnlyList<JsonPathOperand> Arguments) : JsonPathStep(Deep);

/// <summary><c>[?(…)]</c>: of a list its items, of any other value that value itself.</summary>
internal sealed record FilterStep(bool Deep, JsonPathFilter Filter) : JsonPathStep(Deep);
