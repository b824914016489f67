namespace Aspire.Hosting.Eventing;

/// <summary>Something that happens in an application.</summary>
public interface IDistributedApplicationEvent;
