using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpression
{
    private const string NoFormat
        = "ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.";

    /// <summary>Makes an expression of an interpolated string: text, and values that are known only at run time.</summary>
    /// <param name="literalLength">The length of the text.</param>
    /// <param name="formattedCount">The number of values.</param>
    [InterpolatedStringHandler]
#pragma warning disable CS9113, IDE0060 // The compiler hands these to every handler.
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
#pragma warning restore CS9113, IDE0060
    {
        private readonly ExpressionParts _parts = new();

        /// <summary>Adds text.</summary>
        public void AppendLiteral(string value) => _parts.AddText(value);

        /// <summary>Adds a text that is known already.</summary>
        public void AppendFormatted(string? value) => AppendFormatted(value, format: null);

        /// <summary>Adds a text that is known already, in a format.</summary>
        public void AppendFormatted(string? value, string? format = null)
        {
            if (value is null) return;
            _parts.AddText(format is null ? value : ValueFormat.Apply(value, format));
        }

        /// <summary>Stops the compiler: an expression takes no format.</summary>
        [Obsolete(NoFormat, error: true)]
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider, format: null);

        /// <summary>Adds a value, in a format: <c>uri</c> escapes it.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider
            => _parts.AddHole(valueProvider, valueProvider.ValueExpression, format);

        /// <summary>Adds the value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => AppendFormatted(valueProvider, format: null);

        /// <summary>Adds the value of a resource, in a format: <c>uri</c> escapes it.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => _parts.AddHole(valueProvider.Resource, valueProvider.Resource.ValueExpression, format);

        internal ReferenceExpression GetExpression() => _parts.Build();
    }
}
