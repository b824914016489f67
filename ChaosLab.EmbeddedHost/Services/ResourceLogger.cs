using Microsoft.Extensions.Logging;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>A logger whose lines join what the resource itself prints.</summary>
internal sealed class ResourceLogger(Action<string, bool> write) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var text = formatter(state, exception);
        write(exception is null ? text : $"{text} ({exception.GetType().Name}: {exception.Message})", logLevel >= LogLevel.Error);
    }
}
