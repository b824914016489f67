extern alias controller;

using ChaosLab.ChaosController.Experiments.Reading;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>What experiments name of the lab they are to run in.</summary>
public sealed class PartRulesTests
{
    private static readonly LabParts Parts = new([Part("web-1", "restart", "stop"), Part("payment", "restart")], ["web->payment"]);

    private static readonly FaultKind[] Kinds = [new FaultKind("kill", "Kills.", ["web-1"], [])];

    [Theory]
    [InlineData("action", """{"func": "command", "arguments": {"resource": "web-1", "command": "stop"}}""")]
    [InlineData("action", """{"func": "wait-healthy", "arguments": {"resources": ["web-1", "payment"]}}""")]
    [InlineData("action", """{"func": "random-kill", "arguments": {"among": ["web-1"]}}""")]
    [InlineData("action", """{"func": "remove", "arguments": {"target": "web->payment"}}""")]
    [InlineData("probe", """{"func": "resource", "arguments": {"resource": "payment"}}""")]
    [InlineData("probe", """{"func": "edge", "arguments": {"edge": "web->payment"}}""")]
    [InlineData("probe", """{"func": "breaker", "arguments": {"resource": "web-1", "dependency": "anything"}}""")]
    public void What_there_is_may_be_named(string type, string provider) => Read(type, provider, Parts).ShouldBeEmpty();

    [Theory]
    [InlineData("action", """{"func": "command", "arguments": {"resource": "web-4", "command": "stop"}}""", "There is no resource 'web-4'. Did you mean 'web-1'?")]
    [InlineData("action", """{"func": "command", "arguments": {"resource": "payment", "command": "restrt"}}""", "There is no command of payment 'restrt'. Did you mean 'restart'?")]
    [InlineData("action", """{"func": "command", "arguments": {"resource": "payment", "command": "stop"}}""", "There is no command of payment 'stop'.")]
    [InlineData("action", """{"func": "wait-healthy", "arguments": {"resources": ["web-1", "paymnt"]}}""", "Did you mean 'payment'?")]
    [InlineData("action", """{"func": "random-kill", "arguments": {"among": ["web-1", "payment"]}}""", "There is no resource to kill 'payment'.")]
    [InlineData("probe", """{"func": "healthy", "arguments": {"resources": ["web"]}}""", "There is no resource 'web'.")]
    [InlineData("probe", """{"func": "resource", "arguments": {"resource": "pay"}}""", "There is no resource 'pay'.")]
    [InlineData("probe", """{"func": "log", "arguments": {"resource": "pay", "pattern": "x"}}""", "There is no resource 'pay'.")]
    [InlineData("probe", """{"func": "breaker", "arguments": {"resource": "pay", "dependency": "x"}}""", "There is no resource 'pay'.")]
    [InlineData("probe", """{"func": "edge", "arguments": {"edge": "web->paymnt"}}""", "There is no edge 'web->paymnt'. Did you mean 'web->payment'?")]
    public void What_there_is_not_is_a_mistake(string type, string provider, string message)
        => Read(type, provider, Parts).ShouldHaveSingleItem().Message.ShouldContain(message);

    [Fact]
    public void Without_a_lab_names_are_not_checked() => Read("probe", """{"func": "resource", "arguments": {"resource": "pay"}}""", null).ShouldBeEmpty();

    private static IReadOnlyList<Mistake> Read(string type, string provider, LabParts? parts)
        => ExperimentReader.Read(
            $$"""{"title": "t", "description": "d", "method": [{"type": "{{type}}", "name": "n", "provider": {"type": "chaoslab", {{provider[1..]}}}]}""",
            "a.json", ExperimentInputs.None, Kinds, parts).Mistakes;

    private static ResourceStatus Part(string name, params string[] commands) => new(
        name, "Project", "Running", "Healthy", ExplicitStart: false, null, null, null, null, Stopped: false, 0, [],
        [.. commands.Select(command => new ResourceCommand(command, command, null, "Enabled", []))], []);
}
