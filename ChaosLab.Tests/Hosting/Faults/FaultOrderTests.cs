extern alias hosting;

using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Settings;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class FaultOrderTests
{
    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var order = FaultOrder.Check(new Kind(), new FaultRequest("slow", "cache"));

        order.Number("latency").ShouldBe(200);
        order.Text("stream").ShouldBe("downstream");
        order.Text("route").ShouldBeNull();
        order.ForSeconds.ShouldBe(30);
        order.Request.Seed.ShouldNotBeNull();
        order.Values.ShouldBe(new Dictionary<string, string> { ["latency"] = "200ms", ["stream"] = "downstream" }, ignoreOrder: true);
    }

    [Fact]
    public void A_value_is_read_in_its_unit()
        => FaultOrder.Check(new Kind(), Asking(("latency", "1.5s"))).Number("latency").ShouldBe(1500);

    [Theory]
    [InlineData("latency", "soon", "latency is 'soon'; it must be a number in ms.")]
    [InlineData("latency", "0", "latency is 0; 'slow' allows 1 to 60000 ms.")]
    [InlineData("latency", "2h", "latency is 7200000; 'slow' allows 1 to 60000 ms.")]
    [InlineData("latncy", "5", "'slow' has no setting 'latncy'. It has: latency, stream, route.")]
    [InlineData("stream", "sideways", "stream is 'sideways'; 'slow' allows downstream, upstream.")]
    [InlineData("route", "/a\nb", "route must be at most 200 characters, none of them a control character.")]
    public void Each_mistake_is_told(string name, string value, string expected)
        => Should.Throw<FaultRefusedException>(() => FaultOrder.Check(new Kind(), Asking((name, value)))).Message.ShouldBe(expected);

    [Theory]
    [InlineData(0.5)]
    [InlineData(3601)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void No_fault_outlives_its_ceiling(double seconds)
        => Should.Throw<FaultRefusedException>(() => FaultOrder.Check(new Kind(), new FaultRequest("slow", "cache", seconds))).Refusal.ShouldBe(Refusal.Invalid);

    [Fact]
    public void A_reason_is_bounded()
        => Should.Throw<FaultRefusedException>(() => FaultOrder.Check(new Kind(), new FaultRequest("slow", "cache", Reason: new string('x', 201))))
            .Message.ShouldContain("longer than 200 characters");

    private static FaultRequest Asking(params (string Name, string Value)[] settings)
        => new("slow", "cache", Settings: settings.ToDictionary(pair => pair.Name, pair => pair.Value));

    private sealed class Kind : IFaultKind
    {
        public string Name => "slow";

        public string Description => "";

        public string Observed => "";

        public string Undone => "";

        public IReadOnlyList<FaultParameter> Parameters { get; } =
        [
            FaultParameters.ForSeconds(30),
            FaultParameters.Number("latency", "ms", 200, 1, 60_000, ""),
            FaultParameters.Choice("stream", "", "downstream", "upstream"),
            FaultParameters.Words("route", null, ""),
            FaultParameters.RandomSeed,
        ];

        public bool ActsOn(IResource resource) => true;

        public IFault Prepare(IResource target, FaultOrder order) => throw new NotSupportedException();
    }
}
