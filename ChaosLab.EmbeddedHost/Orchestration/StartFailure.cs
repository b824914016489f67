namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>A resource that could not start, with what there is to say about it.</summary>
internal sealed record StartFailure(string Resource, string Reason)
{
    public string Message => $"'{Resource}' could not start. {Reason}".TrimEnd();
}
