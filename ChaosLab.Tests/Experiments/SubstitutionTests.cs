using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>Values of the configuration, the environment, secrets and the command line are put in.</summary>
public sealed class SubstitutionTests
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    [Theory]
    [InlineData("${port}", "8080")]
    [InlineData("$port", "8080")]
    [InlineData("at ${host}:${port}!", "at localhost:8080!")]
    [InlineData("$${port}", "${port}")]
    [InlineData("${nobody} stays for the program", "${nobody} stays for the program")]
    [InlineData("^a$", "^a$")]
    [InlineData("costs $5", "costs $5")]
    [InlineData("${map}", "{\"a\":1}")]
    [InlineData("${twice}", "${port}")]
    public void In_arguments(string written, string expected)
    {
        var argument = written == "${map}" ? "x ${map}" : written;

        Arguments(argument, None).ShouldBe([written == "${map}" ? "x " + expected : expected]);
    }

    [Fact]
    public void A_text_that_is_nothing_else_keeps_the_type_of_the_value()
    {
        var provider = Read("""{"type": "http", "url": "http://localhost/", "timeout": "${seconds}", "arguments": {"n": "${port}", "m": "${map}", "t": "${port}1"}}""", None)
            .ShouldBeOfType<HttpProvider>();

        provider.Timeout.ShouldBe(TimeSpan.FromSeconds(2.5));
        provider.Arguments!.ToJsonString().ShouldBe("""{"n":8080,"m":{"a":1},"t":"80801"}""");
    }

    [Theory]
    [InlineData("port", "99", "99")]
    [InlineData("port:str", "99", "99")]
    [InlineData("port:float", "99.5", "99.5")]
    public void A_variable_of_the_command_line_comes_first(string name, string value, string expected)
        => Arguments("${port}", new Dictionary<string, string> { [name] = value }).ShouldBe([expected]);

    [Theory]
    [InlineData("prot", "1", "Did you mean 'port'?")]
    [InlineData("port", "many", "no number")]
    [InlineData("port:int", "1.5", "no int")]
    [InlineData("port:whole", "1", "no whole")]
    public void A_variable_that_fits_nothing_is_told(string name, string value, string expected)
        => ExperimentReader.Read(Text("""{"type": "process", "path": "p"}"""), "a.json", new ExperimentInputs(None, new Dictionary<string, string> { [name] = value }))
            .Mistakes.ShouldHaveSingleItem().Message.ShouldContain(expected);

    [Fact]
    public void A_value_that_could_not_be_read_is_told_once()
    {
        var text = """
            {"title": "t", "description": "d", "configuration": {"port": {"type": "env", "key": "NOT_SET"}},
             "method": [{"type": "probe", "name": "n", "pauses": {"after": "${port}"}, "provider": {"type": "http", "url": "http://localhost:${port}/", "timeout": "${port}"}}]}
            """;

        ExperimentReader.Read(text, "a.json", ExperimentInputs.None).Mistakes.ShouldHaveSingleItem().Message.ShouldContain("NOT_SET");
    }

    [Theory]
    [InlineData("${token}")]
    [InlineData("a long text before the secret, of more than eighty-five characters, so that the message cuts ${token}")]
    [InlineData("http://${token}/")]
    public void A_secret_does_not_show_in_a_mistake(string url)
    {
        var text = $$$"""
            {"title": "t", "description": "d", "secrets": {"s": {"token": "correct-horse-battery-staple"}},
             "method": [{"type": "probe", "name": "n", "provider": {"type": "http", "url": "{{{url}}}", "timeout": "${token}", "method": "${token}"}}]}
            """;

        var mistakes = ExperimentReader.Read(text, "a.json", ExperimentInputs.None).Mistakes;

        mistakes.Count.ShouldBe(3);
        foreach (var mistake in mistakes) mistake.Message.ShouldNotContain("corr");
    }

    private static IReadOnlyList<string> Arguments(string argument, IReadOnlyDictionary<string, string> overrides)
        => Read($$"""{"type": "process", "path": "p", "arguments": ["{{argument}}"]}""", overrides).ShouldBeOfType<ProcessProvider>().Arguments;

    private static Provider Read(string provider, IReadOnlyDictionary<string, string> overrides)
        => ReaderTests.Read(Text(provider), inputs: new ExperimentInputs(None, overrides)).Method.Single().Provider;

    private static string Text(string provider) => $$"""
        {"title": "t", "description": "d", "configuration": {"port": 8080, "host": "localhost", "seconds": 2.5, "map": {"a": 1}, "twice": "${port}"},
         "method": [{"type": "probe", "name": "n", "provider": {{provider}}}]}
        """;
}
