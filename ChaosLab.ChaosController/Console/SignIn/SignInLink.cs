namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>A one-time link into the console.</summary>
/// <param name="Url">Where to go with a browser.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record SignInLink(string Url, DateTimeOffset ExpiresAt);
