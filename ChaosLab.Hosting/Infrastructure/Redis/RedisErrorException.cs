namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>Redis answered with an error, such as <c>OOM command not allowed</c>.</summary>
internal sealed class RedisErrorException(string answer, string command) : IOException($"Redis answered '{answer}' to {command}")
{
    /// <summary>The first word of the answer, such as <c>OOM</c>.</summary>
    public string Code { get; } = answer.Split(' ')[0].TrimStart('-');
}
