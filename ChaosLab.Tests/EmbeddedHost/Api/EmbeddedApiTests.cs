using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Api;

/// <summary>The embedded host offers nothing that Aspire does not, so what is built against it can be built against Aspire.</summary>
public sealed class EmbeddedApiTests
{
    private static readonly IReadOnlyDictionary<string, ApiType> Baseline = AspireBaseline.Load();

    [Fact]
    public void Every_public_type_and_member_is_one_of_Aspires()
    {
        var deviations = ApiDeviations.Find(PublicApi.Of(typeof(IDistributedApplicationBuilder).Assembly), Baseline);

        deviations.ShouldBeEmpty($"Make these internal, or give them Aspire's signature:{Environment.NewLine}{string.Join(Environment.NewLine, deviations)}");
    }

    [Fact]
    public void The_baseline_and_the_api_were_really_read()
    {
        Baseline.Count.ShouldBeGreaterThan(250);
        Baseline.Values.Sum(type => type.Members.Count).ShouldBeGreaterThan(1000);
        PublicApi.Of(typeof(IDistributedApplicationBuilder).Assembly).Sum(type => type.Members.Count).ShouldBeGreaterThan(300);
    }

    [Fact]
    public void The_formatter_writes_a_real_type_exactly_as_the_baseline_does()
    {
        var written = PublicApi.Of(typeof(WaitAnnotation));
        var listed = Baseline["Aspire.Hosting.ApplicationModel.WaitAnnotation"];

        written.Kind.ShouldBe(listed.Kind);
        written.Bases.ShouldBe(listed.Bases);
        written.Members.ShouldBe(listed.Members, ignoreOrder: true);
    }

    [Fact]
    public void A_type_that_Aspire_lacks_is_found()
        => Deviations(PublicApi.Of(typeof(EmbeddedApiTests))).ShouldBe([$"sealed class {typeof(EmbeddedApiTests).FullName}: Aspire has no such public type."]);

    [Theory]
    [MemberData(nameof(FabricatedMembers))]
    public void A_member_with_another_signature_is_found(string typeName, string fabricated)
    {
        var known = Baseline[typeName];
        Deviations(known).ShouldBeEmpty();

        var found = Deviations(known with { Members = [.. known.Members, fabricated] }).ShouldHaveSingleItem();

        found.ShouldStartWith($"{typeName}: {fabricated}");
    }

    public static TheoryData<string, string> FabricatedMembers() => new()
    {
        { "Aspire.Hosting.ApplicationModel.IResource", "string DisplayName { get; }" },
        { "Aspire.Hosting.ApplicationModel.IResource", "string Name { get; set; }" },
        { "Aspire.Hosting.ApplicationModel.KnownHostNames", "const string Localhost = \"127.0.0.1\"" },
        { "Aspire.Hosting.ApplicationModel.WaitAnnotation", ".ctor(Aspire.Hosting.ApplicationModel.IResource resource, Aspire.Hosting.ApplicationModel.WaitType waitType, int exitCode = 1)" },
        { "Aspire.Hosting.ApplicationModel.WaitAnnotation", ".ctor(Aspire.Hosting.ApplicationModel.IResource other, Aspire.Hosting.ApplicationModel.WaitType waitType, int exitCode = 0)" },
        { "Aspire.Hosting.ContainerResourceExtensions", "static bool IsContainer(Aspire.Hosting.ApplicationModel.IResource resource)" },
        { "Aspire.Hosting.Eventing.IDistributedApplicationEventing", "System.Threading.Tasks.Task PublishAsync<T>(T event, System.Threading.CancellationToken cancellationToken = null)" },
    };

    [Fact]
    public void An_enum_that_lacks_a_value_is_found()
    {
        var known = Baseline["Aspire.Hosting.ApplicationModel.WaitType"];

        Deviations(known with { Members = ["WaitUntilHealthy, WaitUntilStarted"] }).ShouldHaveSingleItem();
    }

    [Fact]
    public void Another_kind_or_another_base_is_found()
    {
        var known = Baseline["Aspire.Hosting.ApplicationModel.WaitAnnotation"];

        Deviations(known with { Kind = "class" }).ShouldHaveSingleItem();
        Deviations(known with { Bases = [.. known.Bases, "System.IDisposable"] }).ShouldHaveSingleItem();
        Deviations(known with { Bases = [] }).ShouldBeEmpty();
    }

    [Fact]
    public void Experimental_members_of_Aspire_do_not_count()
    {
        var listed = Baseline["Aspire.Hosting.IDistributedApplicationBuilder"];

        listed.Members.ShouldNotContain(member => member.Contains("FileSystemService", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Deviations(ApiType type) => ApiDeviations.Find([type], Baseline);
}
