namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>The browsers that are signed in; they are forgotten with this service, as its token is.</summary>
internal sealed class ConsoleSessions(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>Sessions at once; the oldest gives way to a new one.</summary>
    private const int Most = 32;

    private const int IdDigits = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ConsoleSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>A new session and the secret that stands for it.</summary>
    public (string Secret, ConsoleSession Session) Open()
    {
        var secret = Secret.New();
        var hash = Secret.Hash(secret)!;
        var session = new ConsoleSession(hash[..IdDigits], time.GetUtcNow() + Life);
        lock (_lock)
        {
            foreach (var ended in _sessions.Where(known => HasEnded(known.Value)).Select(known => known.Key).ToArray()) _sessions.Remove(ended);
            if (_sessions.Count >= Most) _sessions.Remove(_sessions.MinBy(known => known.Value.ExpiresAt).Key);
            _sessions[hash] = session;
        }

        return (secret, session);
    }

    /// <summary>The session of a secret; null when there is none, or it has ended.</summary>
    public ConsoleSession? Find(string? secret)
    {
        if (Secret.Hash(secret) is not { } hash) return null;
        lock (_lock) return _sessions.TryGetValue(hash, out var session) && !HasEnded(session) ? session : null;
    }

    /// <summary>Ends the session of a secret, if there is one.</summary>
    public void Close(string? secret)
    {
        if (Secret.Hash(secret) is not { } hash) return;
        lock (_lock) _sessions.Remove(hash);
    }

    private bool HasEnded(ConsoleSession session) => session.ExpiresAt <= time.GetUtcNow();
}
