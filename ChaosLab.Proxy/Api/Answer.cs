namespace ChaosLab.Proxy.Api;

/// <summary>Answers as JSON in the form of this API.</summary>
internal static class Answer
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ApiJson.Options, "application/json", status);
}
