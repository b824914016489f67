namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL of a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The URL.</summary>
    public required string Url { get; set; }

    /// <summary>The text in its place.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint it belongs to, if any.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }

    /// <summary>The same as a URL of an endpoint.</summary>
    internal ResourceUrlAnnotation Of(EndpointReference endpoint)
        => new() { Url = Url, DisplayText = DisplayText, DisplayLocation = DisplayLocation, Endpoint = endpoint };
}
