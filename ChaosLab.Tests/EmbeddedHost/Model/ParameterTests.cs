using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>Where the values of parameters come from.</summary>
public sealed class ParameterTests
{
    private readonly IDistributedApplicationBuilder _builder = Given.Builder("--Parameters:from_file=configured", "--ConnectionStrings:db=Host=db");

    [Fact]
    public async Task From_the_configuration_where_a_hyphen_may_be_an_underscore()
        => (await ValueOf(_builder.AddParameter("from-file"))).ShouldBe("configured");

    [Fact]
    public async Task A_stated_value_wins_and_a_default_does_not()
    {
        var other = Given.Builder("--Parameters:from_file=configured");

        (await ValueOf(_builder.AddParameter("from-file", "stated"))).ShouldBe("stated");
        (await ValueOf(other.AddParameter("from-file", new GenerateParameterDefault { MinLength = 8 }))).ShouldBe("configured");
    }

    [Fact]
    public async Task A_missing_value_names_its_key()
        => (await Should.ThrowAsync<MissingParameterValueException>(() => ValueOf(_builder.AddParameter("absent")))).Message.ShouldContain("'Parameters:absent'");

    [Fact]
    public async Task A_generated_value_keeps_to_its_rules_and_stays_the_same()
    {
        var parameter = _builder.AddParameter("made", new GenerateParameterDefault { MinLength = 30, Special = false, MinNumeric = 5, MinUpper = 3 });

        var value = await ValueOf(parameter);

        value!.Length.ShouldBe(30);
        value.Count(char.IsAsciiDigit).ShouldBeGreaterThanOrEqualTo(5);
        value.Count(char.IsAsciiLetterUpper).ShouldBeGreaterThanOrEqualTo(3);
        value.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
        (await ValueOf(parameter)).ShouldBe(value);
    }

    [Fact]
    public async Task A_configured_connection_string_is_given_to_its_users()
    {
        var web = _builder.Project("web").WithReference(_builder.AddConnectionString("db"));

        (await Given.EnvironmentOf(web.Resource))["ConnectionStrings__db"].ShouldBe("Host=db");
    }

    private static async Task<string?> ValueOf(IResourceBuilder<ParameterResource> parameter) => await parameter.Resource.GetValueAsync(CancellationToken.None);
}
