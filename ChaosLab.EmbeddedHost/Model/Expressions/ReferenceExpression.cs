using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with parts that are known only at run time, or a choice between two such texts.</summary>
[DebuggerDisplay("{ValueExpression}")]
public partial class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>An expression without any text.</summary>
    public static readonly ReferenceExpression Empty = new(string.Empty, [], [], []);

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> valueProviders, IReadOnlyList<string> manifestExpressions, IReadOnlyList<string?> stringFormats)
        => (Format, ValueProviders, ManifestExpressions, StringFormats) = (format, valueProviders, manifestExpressions, stringFormats);

    private ReferenceExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
        : this(string.Empty, [.. whenTrue.ValueProviders, .. whenFalse.ValueProviders], [], [])
        => (Condition, MatchValue, WhenTrue, WhenFalse) = (condition, matchValue, whenTrue, whenFalse);

    /// <summary>The text as a composite format string.</summary>
    public string Format { get; }

    /// <summary>What fills the holes of the format.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The manifest's references for the holes.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <summary>The formats of the holes; null where a value is taken as it is.</summary>
    public IReadOnlyList<string?> StringFormats { get; }

    /// <summary>Whether this is a choice between two expressions.</summary>
    public bool IsConditional => Condition is not null;

    /// <summary>What decides the choice.</summary>
    public IValueProvider? Condition { get; }

    /// <summary>The value of the condition that chooses <see cref="WhenTrue" />; its case does not matter.</summary>
    public string? MatchValue { get; }

    /// <summary>The expression when the condition matches.</summary>
    public ReferenceExpression? WhenTrue { get; }

    /// <summary>The expression when it does not.</summary>
    public ReferenceExpression? WhenFalse { get; }

    /// <summary>The text with the manifest's references in it.</summary>
    public string ValueExpression => IsConditional
        ? $"{{cond-{ConditionName}.connectionString}}"
        : string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => IsConditional
        ? [Condition!, .. ((IValueWithReferences)WhenTrue!).References, .. ((IValueWithReferences)WhenFalse!).References]
        : ValueProviders;

    private string ConditionName => Condition is IManifestExpressionProvider named ? named.ValueExpression.Trim('{', '}').Replace('.', '-') : "expr";

    /// <summary>Makes an expression of an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.GetExpression();

    /// <summary>Makes a choice between two expressions.</summary>
    /// <param name="condition">What decides.</param>
    /// <param name="matchValue">Its value that chooses <paramref name="whenTrue" />; the case does not matter.</param>
    /// <param name="whenTrue">The expression when the condition matches.</param>
    /// <param name="whenFalse">The expression when it does not.</param>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentException.ThrowIfNullOrEmpty(matchValue);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return new ReferenceExpression(condition, matchValue, whenTrue, whenFalse);
    }

    /// <summary>The text, once all its parts are known; null when there is none.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The text as the one who asks has to see it; null when there is none.</summary>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Condition is not null)
        {
            var decision = await Condition.GetValueAsync(context, cancellationToken);
            var chosen = string.Equals(decision, MatchValue, StringComparison.OrdinalIgnoreCase) ? WhenTrue! : WhenFalse!;
            return await chosen.GetValueAsync(context, cancellationToken);
        }

        if (Format.Length == 0) return null;

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = value is not null && StringFormats[i] is { } format ? ValueFormat.Apply(value, format) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }
}
