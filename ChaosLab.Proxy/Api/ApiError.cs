namespace ChaosLab.Proxy.Api;

/// <summary>A refusal in Toxiproxy's form.</summary>
internal sealed class ApiError(string message, int status) : Exception(message)
{
    public int Status { get; } = status;

    public static ApiError BadBody(string why) => new($"bad request body: {why}", StatusCodes.Status400BadRequest);

    public static ApiError MissingField(string field) => new($"missing required field: {field}", StatusCodes.Status400BadRequest);

    public static ApiError ProxyNotFound() => new("proxy not found", StatusCodes.Status404NotFound);

    public static ApiError ProxyExists() => new("proxy already exists", StatusCodes.Status409Conflict);

    public static ApiError InvalidStream() => new("stream was invalid, can be either upstream or downstream", StatusCodes.Status400BadRequest);

    public static ApiError InvalidToxicType() => new("invalid toxic type", StatusCodes.Status400BadRequest);

    public static ApiError ToxicExists() => new("toxic already exists", StatusCodes.Status409Conflict);

    public static ApiError ToxicNotFound() => new("toxic not found", StatusCodes.Status404NotFound);
}
