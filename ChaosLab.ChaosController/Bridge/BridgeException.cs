using System.Net;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>A server of the lab, most often the AppHost's bridge, did not answer, or refused.</summary>
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

    public static BridgeException Unreachable(string who, Uri address, Exception inner)
        => new($"{who} does not answer at {address}: {inner.Message}", null, null, inner);

    public static BridgeException Refused(string who, HttpStatusCode status, string? title, string? detail)
        => new(detail ?? title ?? $"{who} answered {(int)status}.", status, title, null);
}
