using System.Text.Json;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>Pulls the container's network cables: it keeps running, and nobody reaches it.</summary>
internal sealed class ContainerDisconnectFault(ContainerTools tools) : ContainerFaultKind(tools)
{
    private readonly ContainerTools _tools = tools;

    public override string Name => "container-disconnect";

    public override string Description => "Disconnects the container from all its networks; it keeps running.";

    public override string Observed => "A caller asks it over a connection of its own and gets no answer.";

    public override string Undone => "It is connected to the same networks under the same names; the engine is asked for them, and a caller asks until it answers.";

    protected override IFault Prepare(IResource target, LabContainer container, FaultOrder order)
        => new Disconnect(target, container, _tools, _tools.Observers.Of(target));

    private sealed class Disconnect(IResource resource, LabContainer container, ContainerTools tools, IObserver observer)
        : ContainerFault(resource, container, tools, observer)
    {
        private IReadOnlyList<(string Network, string[] Aliases)> _before = [];

        public override IReadOnlyList<IResource> Disabled => Affected;

        protected override string Told => $"disconnected {Container.Resource} from {string.Join(", ", _before.Select(entry => entry.Network))}";

        protected override async Task ActAsync(CancellationToken ct)
        {
            await Container.RequireOwnNetworkAsync(ct);
            _before = await NetworksAsync(ct);
            if (_before.Count == 0) throw new FaultRefusedException(Refusal.Conflict, $"'{Container.Resource}' is connected to no network; nothing was done.");
            foreach (var (network, _) in _before) await Container.DoAsync(["network", "disconnect", network, Container.Id], ct);
        }

        protected override async Task UndoAsync(CancellationToken ct)
        {
            var now = await NetworksAsync(ct);
            foreach (var (network, aliases) in _before.Where(entry => now.All(there => there.Network != entry.Network)))
            {
                await Container.DoAsync(["network", "connect", .. aliases.SelectMany(alias => new[] { "--alias", alias }), network, Container.Id], ct);
            }
        }

        protected override async Task<string?> LeftAsync(CancellationToken ct)
        {
            var now = (await NetworksAsync(ct)).Select(entry => entry.Network);
            var missing = _before.Select(entry => entry.Network).Except(now, StringComparer.Ordinal).ToArray();
            return missing.Length == 0 ? null : $"{Container.Resource} is not connected to {string.Join(", ", missing)}";
        }

        private async Task<IReadOnlyList<(string Network, string[] Aliases)>> NetworksAsync(CancellationToken ct)
        {
            if (await Container.InspectAsync("{{json .NetworkSettings.Networks}}", ct) is not { } text) return [];
            using var networks = JsonDocument.Parse(text);
            if (networks.RootElement.ValueKind != JsonValueKind.Object) return [];
            return [.. networks.RootElement.EnumerateObject().Select(network => (network.Name, AliasesIn(network.Value)))];
        }

        // The engine adds the short id by itself, and knows no aliases on its default network.
        private string[] AliasesIn(JsonElement network)
            => network.TryGetProperty("Aliases", out var aliases) && aliases.ValueKind == JsonValueKind.Array
                ? [.. aliases.EnumerateArray().Select(alias => alias.GetString()!).Where(alias => !Container.Id.StartsWith(alias, StringComparison.Ordinal))]
                : [];
    }
}
