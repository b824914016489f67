namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>The same traffic, with every outcome counted as it comes.</summary>
internal sealed class CountedTraffic(ITraffic traffic, LoadOutcomes outcomes) : ITraffic
{
    public IReadOnlyList<string> Operations => traffic.Operations;

    public PlannedRequest Plan() => traffic.Plan();

    public ReadOnlyMemory<byte> Write(in PlannedRequest request) => traffic.Write(request);

    public bool ReadsBody(in PlannedRequest request) => traffic.ReadsBody(request);

    public bool Answered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset answeredAt, int status, ReadOnlySpan<byte> body)
    {
        outcomes.Answered(status);
        return traffic.Answered(request, sentAt, answeredAt, status, body);
    }

    public void Unanswered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset givenUpAt)
    {
        outcomes.GivenUp();
        traffic.Unanswered(request, sentAt, givenUpAt);
    }

    public void Unsent(in PlannedRequest request)
    {
        outcomes.Unsent();
        traffic.Unsent(request);
    }
}
