using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Tells failures apart by what they say about the effect.</summary>
internal static class Failures
{
    public static DependencyFailure KindOf(Exception error) => error switch
    {
        TimeoutRejectedException or TimeoutException or OperationCanceledException => DependencyFailure.Timeout,
        BrokenCircuitException => DependencyFailure.CircuitOpen,
        BulkheadFullException => DependencyFailure.BulkheadFull,
        _ => NoConnection(error) ? DependencyFailure.Refused : DependencyFailure.Failed,
    };

    public static string Text(DependencyFailure failure) => failure switch
    {
        DependencyFailure.Timeout => "did not answer in time",
        DependencyFailure.CircuitOpen => "was not tried, the circuit is open",
        DependencyFailure.BulkheadFull => "was not tried, too many calls are under way",
        DependencyFailure.Refused => "found no connection",
        _ => "failed",
    };

    private static bool NoConnection(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
                return true;
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound })
                return true;
        }

        return false;
    }
}
