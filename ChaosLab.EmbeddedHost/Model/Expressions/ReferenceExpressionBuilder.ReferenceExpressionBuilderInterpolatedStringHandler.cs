using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public partial class ReferenceExpressionBuilder
{
    /// <summary>Adds an interpolated string to the builder.</summary>
    /// <param name="literalLength">The length of the text.</param>
    /// <param name="formattedCount">The number of values.</param>
    /// <param name="builder">The builder it is added to.</param>
    [InterpolatedStringHandler]
#pragma warning disable CS9113, IDE0060 // The compiler hands these to every handler.
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
#pragma warning restore CS9113, IDE0060
    {
        /// <summary>Adds text.</summary>
        public void AppendLiteral(string value) => builder.AppendLiteral(value);

        /// <summary>Adds a text that is known already.</summary>
        public void AppendFormatted(string? value) => builder.AppendFormatted(value);

        /// <summary>Adds a text that is known already, in a format: <c>uri</c> escapes it.</summary>
        public void AppendFormatted(string? value, string format) => builder.AppendFormatted(value, format);

        /// <summary>Stops the compiler: an expression takes no format.</summary>
        [Obsolete(NoFormat, error: true)]
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException(NoFormat);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
            => builder.AppendFormatted(valueProvider);

        /// <summary>Adds a value, in a format: <c>uri</c> escapes it.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider
            => builder.AppendFormatted(valueProvider, format);

        /// <summary>Adds the value of a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => builder.AppendFormatted(valueProvider.Resource);

        /// <summary>Adds the value of a resource, in a format: <c>uri</c> escapes it.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider
            => builder.AppendFormatted(valueProvider.Resource, format);
    }
}
