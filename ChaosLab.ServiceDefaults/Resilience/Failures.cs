using System.Net.Sockets;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Tells failures apart by what they say about the effect.</summary>
internal static class Failures
{
    public static DependencyFailure KindOf(Exception error) => error switch
    {
        TimeoutRejectedException or OperationCanceledException => DependencyFailure.Timeout,
        BrokenCircuitException => DependencyFailure.CircuitOpen,
        BulkheadFullException => DependencyFailure.BulkheadFull,
        _ => KindOfCauses(error),
    };

    public static string Text(DependencyFailure failure) => failure switch
    {
        DependencyFailure.Timeout => "did not answer in time",
        DependencyFailure.CircuitOpen => "was not tried, the circuit is open",
        DependencyFailure.BulkheadFull => "was not tried, too many calls are under way",
        DependencyFailure.Refused => "found no connection",
        _ => "failed",
    };

    /// <summary>Whether the server said that it has no connection left: each further one costs it a process, so trying again keeps it from recovering.</summary>
    public static bool IsFull(Exception error) => Causes(error).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections });

    private static DependencyFailure KindOfCauses(Exception error)
    {
        foreach (var cause in Causes(error))
        {
            if (NoConnection(cause)) return DependencyFailure.Refused;
            if (cause is TimeoutException) return DependencyFailure.Timeout;
        }

        return DependencyFailure.Failed;
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException) yield return cause;
    }

    // Only what is certain: the request was never handed to a server that would carry it out.
    private static bool NoConnection(Exception cause) => cause switch
    {
        HttpRequestException http => http.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        SocketException socket => socket.SocketErrorCode
            is SocketError.ConnectionRefused or SocketError.NotConnected or SocketError.HostNotFound or SocketError.TryAgain,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        RedisConnectionException redis => redis.FailureType is ConnectionFailureType.UnableToResolvePhysicalConnection,
        _ => false,
    };
}
