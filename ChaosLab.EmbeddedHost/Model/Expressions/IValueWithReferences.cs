namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that refers to other objects.</summary>
public interface IValueWithReferences
{
    /// <summary>What it refers to.</summary>
    IEnumerable<object> References { get; }
}
