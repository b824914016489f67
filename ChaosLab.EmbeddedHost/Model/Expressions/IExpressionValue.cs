namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that has a value at run time and a reference in a manifest.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
