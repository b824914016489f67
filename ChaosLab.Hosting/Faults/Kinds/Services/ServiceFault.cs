using System.Security.Cryptography;
using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>A fault inside a service, which holds its lease.</summary>
internal sealed class ServiceFault(
    ServiceTools tools, IResourceWithEndpoints service, ServiceFaultOrder order, ICanary canary, string told, bool disables) : IFault
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LessonLimit = TimeSpan.FromSeconds(10);

    private readonly string _id = OwnNames.Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly ResourceView _before = tools.Monitor.Of(service);

    public FaultCourse Course => FaultCourse.Lasting;

    public IReadOnlyList<IResource> Affected { get; } = [service];

    public IReadOnlyList<IResource> Disabled { get; } = disables ? [service] : [];

    public IObserver Observer => canary;

    public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
    {
        await LearnAsync(ct);
        ct.ThrowIfCancellationRequested();

        // Not cut short: the service might still do it, and after the undo.
        await tools.Client.StartAsync(service, _id, order, LeaseRenewal.Length, CancellationToken.None);
        acted();
        return told;
    }

    public Task LiftAsync(CancellationToken ct) => PatientlyAsync(async inner =>
    {
        await tools.Client.RemoveAsync(service, _id, inner);
        return true;
    }, gone: true, ct);

    public Task<string?> LeftoverAsync(CancellationToken ct) => PatientlyAsync<string?>(
        async inner => await tools.Client.HasAsync(service, _id, inner) ? $"'{service.Name}' says that {_id} still acts" : null, gone: null, ct);

    public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ended = tools.Monitor.WaitAsync(service, _ => IsGone, over.Token);
        var released = tools.Leases.KeepAsync(RenewAsync, over.Token);
        await Task.WhenAny(ended, released);
        await over.CancelAsync();
        ct.ThrowIfCancellationRequested();

        // A lease that is gone because its process is: the monitor may hear of it later.
        return IsGone || ended.IsCompletedSuccessfully ? $"{told}, which ended because the process did" : await released;
    }

    private async Task LearnAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LessonLimit);
        try
        {
            await canary.LearnAsync(limit.Token);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{service.Name}' does not answer, so nothing could be told from a fault in it: {error.Message}");
        }
    }

    // What acted in a process ends with it.
    private bool IsGone => tools.Monitor.Of(service) is var now && (now.IsDown || now.Process != _before.Process);

    private async Task<string?> RenewAsync(CancellationToken ct)
        => await tools.Client.RenewAsync(service, _id, order, LeaseRenewal.Length, ct) ? null : $"{told}, which ended because the service let go of it";

    // A service that is busy with the fault itself must be asked more than once; one that has ended needs not be asked.
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> act, T gone, CancellationToken ct)
    {
        var begun = tools.Time.GetTimestamp();
        while (true)
        {
            if (IsGone) return gone;
            try
            {
                return await act(ct);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                if (tools.Time.GetElapsedTime(begun) > Patience) throw new InvalidOperationException($"'{service.Name}' does not answer: {error.Message}", error);
                await Task.Delay(RetryInterval, tools.Time, ct);
            }
        }
    }
}
