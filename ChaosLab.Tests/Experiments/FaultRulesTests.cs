extern alias controller;

using ChaosLab.ChaosController.Experiments.Reading;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>With a lab's catalogue, faults are checked before anything is injected.</summary>
public sealed class FaultRulesTests
{
    private static readonly FaultKind[] Catalogue =
    [
        new("latency", "Delays.", ["web->payment", "web->catalog"],
        [
            new FaultParameter("forSeconds", "s", null, 1, 600, "How long."),
            new FaultParameter("latency", "ms", 200, 0, 60_000, "The delay."),
            new FaultParameter("direction", null, null, null, null, "Which way.", Text: true, Choices: ["up", "down"]),
        ]),
        new("kill", "Kills.", ["web-1", "payment"], []),
        new("netem", "Kernel.", [], [], Unavailable: "there is no container."),
    ];

    [Theory]
    [InlineData("""{"kind": "latency", "target": "web->payment", "for": "30s", "settings": {"latency": "0.2s", "direction": "up"}}""")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "for": 30, "settings": {"latency": 200}}""")]
    [InlineData("""{"kind": "kill", "target": "web-1"}""")]
    public void Is_right(string arguments) => Mistakes(arguments, Catalogue).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"kind": "latncy", "target": "web->payment"}""", "Did you mean 'latency'?")]
    [InlineData("""{"kind": "netem", "target": "web-1"}""", "cannot act in this lab: there is no container.")]
    [InlineData("""{"kind": "latency", "target": "web-1"}""", "'latency' does not act on 'web-1'. It acts on: web->payment, web->catalog.")]
    [InlineData("""{"kind": "latency", "target": "web->paymnt"}""", "Did you mean 'web->payment'?")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "for": "20m"}""", "'for' is 1200s; 'latency' allows 1 to 600s.")]
    [InlineData("""{"kind": "kill", "target": "web-1", "for": "20s"}""", "'kill' has no 'for'")]
    [InlineData("""{"kind": "kill", "target": "web-1", "seed": 3}""", "'kill' has no 'seed'")]
    [InlineData("""{"kind": "kill", "target": "web-1", "settings": {"a": 1}}""", "'kill' has no settings")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "settings": {"latncy": 1}}""", "Did you mean 'latency'?")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "settings": {"latency": "2m"}}""", "'latency' is 120000ms; 'latency' allows 0 to 60000ms.")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "settings": {"latency": "fast"}}""", "must be a number in ms")]
    [InlineData("""{"kind": "latency", "target": "web->payment", "settings": {"direction": "left"}}""", "allows up, down")]
    public void Is_wrong(string arguments, string expected)
    {
        Mistakes(arguments, Catalogue).ShouldHaveSingleItem().Message.ShouldContain(expected);
        Mistakes(arguments, null).ShouldBeEmpty("without a lab it cannot be known");
    }

    private static IReadOnlyList<Mistake> Mistakes(string arguments, IReadOnlyList<FaultKind>? catalogue) => ExperimentReader.Read($$$"""
        {"title": "t", "description": "d", "method": [{"type": "action", "name": "n", "provider": {"type": "chaoslab", "func": "inject", "arguments": {{{arguments}}}}}]}
        """, "a.json", ExperimentInputs.None, catalogue).Mistakes;
}
