namespace Aspire.Hosting.ApplicationModel;

/// <summary>The script that creates a database.</summary>
internal sealed record PostgresCreationScriptAnnotation(string Script) : IResourceAnnotation;
