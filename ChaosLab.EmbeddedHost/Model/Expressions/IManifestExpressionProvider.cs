namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value with an expression that stands for it in a manifest.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression.</summary>
    string ValueExpression { get; }
}
