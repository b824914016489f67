namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>Whether a browser is signed in.</summary>
/// <param name="SignedIn">Whether it is.</param>
/// <param name="ExpiresAt">Until when; null when it is not.</param>
internal sealed record SessionStatus(bool SignedIn, DateTimeOffset? ExpiresAt = null);
