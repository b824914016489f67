namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>The one-time links that have been given out. A link is good for two minutes and for one sign-in.</summary>
internal sealed class SignInLinks(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    /// <summary>Links that wait to be used; the oldest gives way to a new one.</summary>
    private const int Most = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.Ordinal);

    /// <summary>A new code and when it ends.</summary>
    public (string Code, DateTimeOffset ExpiresAt) Create()
    {
        var code = Secret.New();
        var expiresAt = time.GetUtcNow() + Life;
        lock (_lock)
        {
            RemoveExpired();
            if (_expiries.Count >= Most) _expiries.Remove(_expiries.MinBy(link => link.Value).Key);
            _expiries[Secret.Hash(code)!] = expiresAt;
        }

        return (code, expiresAt);
    }

    /// <summary>Uses a code up; false when it is wrong, used or too old.</summary>
    public bool Use(string? code)
    {
        if (Secret.Hash(code) is not { } hash) return false;
        lock (_lock)
        {
            RemoveExpired();
            return _expiries.Remove(hash);
        }
    }

    private void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var hash in _expiries.Where(link => link.Value <= now).Select(link => link.Key).ToArray()) _expiries.Remove(hash);
    }
}
