using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes an expression piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    private const string NoFormat
        = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

    private readonly ExpressionParts _parts = new();

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => _parts.IsEmpty;

    /// <summary>Adds an interpolated string.</summary>
#pragma warning disable IDE0060, CA1822 // The handler has written to this builder already.
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
#pragma warning restore IDE0060, CA1822
    {
    }

    /// <summary>Adds text.</summary>
    public void AppendLiteral(string value) => _parts.AddRaw(value);

    /// <summary>Adds a text that is known already.</summary>
    public void AppendFormatted(string? value) => _parts.AddRaw(value);

    /// <summary>Adds a text that is known already, in a format: <c>uri</c> escapes it.</summary>
    public void AppendFormatted(string? value, string? format = null)
        => _parts.AddRaw(value is null || format is null ? value : ValueFormat.Apply(value, format));

    /// <summary>Stops the compiler: an expression takes no format.</summary>
    [Obsolete(NoFormat, error: true)]
    public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider
        => AppendFormatted(valueProvider, format: null);

    /// <summary>Adds a value, in a format: <c>uri</c> escapes it.</summary>
    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
        => _parts.AddHole(valueProvider, valueProvider.ValueExpression, format);

    /// <summary>Adds a value, or the value of a resource builder's resource.</summary>
    /// <exception cref="ArgumentException">The object has no value, or no reference.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        var subject = valueProvider is IResourceBuilder<IResource> builder ? builder.Resource : valueProvider;
        if (subject is not IValueProvider provider) throw new ArgumentException("Object must implement IValueProvider", nameof(valueProvider));
        if (subject is not IManifestExpressionProvider named) throw new ArgumentException("Object must implement IManifestExpressionProvider", nameof(valueProvider));

        _parts.AddHole(provider, named.ValueExpression, format);
    }

    /// <summary>The expression made of what was added.</summary>
    public ReferenceExpression Build() => _parts.Build();
}
