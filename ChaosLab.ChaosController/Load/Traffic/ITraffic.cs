namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>What is asked, in which order, and what an answer to it means. Called by one thread.</summary>
internal interface ITraffic
{
    /// <summary>The operations by their number.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>The next request.</summary>
    PlannedRequest Plan();

    /// <summary>Its bytes, as they go over the wire.</summary>
    ReadOnlyMemory<byte> Write(in PlannedRequest request);

    /// <summary>Whether the answer's body is wanted.</summary>
    bool ReadsBody(in PlannedRequest request);

    /// <summary>The answer came; gives whether it is as it should be.</summary>
    bool Answered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset answeredAt, int status, ReadOnlySpan<byte> body);

    /// <summary>It was sent, at least in part, and there is no answer that can be understood.</summary>
    void Unanswered(in PlannedRequest request, DateTimeOffset sentAt, DateTimeOffset givenUpAt);

    /// <summary>Nothing of it was sent.</summary>
    void Unsent(in PlannedRequest request);
}
