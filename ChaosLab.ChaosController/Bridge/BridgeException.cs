using System.Net;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The bridge of the AppHost did not answer, or refused.</summary>
internal sealed class BridgeException : Exception
{
    private BridgeException(string message, HttpStatusCode? status, string? title, Exception? inner) : base(message, inner)
    {
        Status = status;
        Title = title;
    }

    /// <summary>What it answered; null when it could not be reached.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The title of the problem it answered, if it gave one.</summary>
    public string? Title { get; }

    public bool IsUnreachable => Status is null;

    public static BridgeException Unreachable(Uri bridge, Exception inner)
        => new($"The AppHost does not answer at {bridge}: {inner.Message}", null, null, inner);

    public static BridgeException Refused(HttpStatusCode status, string? title, string? detail)
        => new(detail ?? title ?? $"The AppHost answered {(int)status}.", status, title, null);
}
