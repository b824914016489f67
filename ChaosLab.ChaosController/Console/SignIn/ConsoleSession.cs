namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>A browser that is signed in.</summary>
/// <param name="Id">Eight hexadecimal digits, for the audit; they open nothing.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record ConsoleSession(string Id, DateTimeOffset ExpiresAt);
