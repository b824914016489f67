using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>Resources, their names, annotations and commands.</summary>
public sealed class ResourceModelTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder();

    [Theory]
    [InlineData("1web")]
    [InlineData("web-")]
    [InlineData("we--b")]
    [InlineData("we_b")]
    [InlineData("")]
    public void A_bad_name_is_refused(string name) => Should.Throw<ArgumentException>(() => new ProjectResource(name));

    [Fact]
    public void Two_resources_cannot_share_a_name()
    {
        _builder.AddRedis("cache");

        Should.Throw<DistributedApplicationException>(() => _builder.AddContainer("Cache", "redis")).Message.ShouldContain("'Cache'");
    }

    [Fact]
    public void Annotations_can_be_read_while_others_are_added()
    {
        var annotations = new ProjectResource("web").Annotations;
        for (var i = 0; i < 3; i++) annotations.Add(new ExplicitStartupAnnotation());

        foreach (var annotation in annotations) annotations.Add(annotation);

        annotations.Count.ShouldBe(6);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var web = _builder.Project("web");

        Should.Throw<DistributedApplicationException>(() => web.WaitFor(web)).Message.ShouldContain("cannot wait for itself");
    }

    [Fact]
    public void A_command_takes_the_place_of_one_with_its_name()
    {
        var web = _builder.Project("web");
        foreach (var display in (string[])["Old", "New"]) web.WithCommand("kill", display, _ => Task.FromResult(CommandResults.Success()));

        web.Resource.Annotations.OfType<ResourceCommandAnnotation>().ShouldHaveSingleItem().DisplayName.ShouldBe("New");
    }

    [Fact]
    public void Two_arguments_of_a_command_cannot_share_a_name()
    {
        InteractionInput[] inputs = [new() { Name = "seconds", InputType = InputType.Number }, new() { Name = "Seconds", InputType = InputType.Text }];

        Should.Throw<InvalidOperationException>(() => _builder.Project("web")
            .WithCommand("pause", "Pause", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { Arguments = inputs }));
    }

    [Theory]
    [InlineData("redis", null, "redis:latest")]
    [InlineData("redis", "8.6", "redis:8.6")]
    [InlineData("localhost:5001/lab/redis:7", null, "localhost:5001/lab/redis:7")]
    [InlineData("localhost:5001/lab/redis", "7", "localhost:5001/lab/redis:7")]
    [InlineData("redis@sha256:abc", null, "redis@sha256:abc")]
    public void An_image_is_read_as_the_runtimes_write_it(string image, string? tag, string expected)
    {
        var container = _builder.AddResource(new ContainerResource("cache")).WithImage(image, tag);

        container.Resource.TryGetContainerImageName(out var name).ShouldBeTrue();
        name.ShouldBe(expected);
        container.Resource.IsContainer().ShouldBeTrue();
    }

    [Theory]
    [InlineData("--a 1  --b", new[] { "--a", "1", "--b" })]
    [InlineData("--name \"two words\" \"\"", new[] { "--name", "two words", "" })]
    [InlineData("say \\\"hi\\\"", new[] { "say", "\"hi\"" })]
    public void A_line_of_arguments_is_split_at_blanks(string line, string[] expected) => CommandLine.Split(line).ShouldBe(expected);
}
