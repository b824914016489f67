using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Running;

/// <summary>Where a run stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its experiment.</param>
/// <param name="Running">Whether it goes on.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Folder">Where its files lie on this machine.</param>
/// <param name="Seed">The seed of its random choices.</param>
/// <param name="Judgement">How it ended; null while it goes on.</param>
internal sealed record RunStatus(string Id, string Title, bool Running, DateTimeOffset StartedAt, string Folder, int Seed, Judgement? Judgement)
{
    public static RunStatus Of(RunSession run) => new(
        run.Id, run.Order.Experiment.Title, run.IsRunning, run.StartedAt, run.Folder, run.Order.Seed,
        run.Ended.IsCompletedSuccessfully ? run.Ended.Result : null);
}
