namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a manifest can refer to.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The reference, such as <c>{cache.bindings.tcp.port}</c>.</summary>
    string ValueExpression { get; }
}
