using System.Reflection;
using System.Reflection.Emit;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration.UserSecrets;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>Generated values are kept in the AppHost's user secrets.</summary>
public sealed class KeptParameterDefaultTests : IDisposable
{
    private readonly string _id = $"chaoslab-test-{Guid.NewGuid():N}";

    private string SecretsFile => PathHelper.GetSecretsPathFromSecretsId(_id);

    [Fact]
    public void A_value_is_added_to_the_secrets_there_are()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, """{ "Other": "kept" }""");

        var value = new KeptParameterDefault(AppHost(), "cache-password", new GenerateParameterDefault { MinLength = 22 }).GetDefaultValue();

        var text = File.ReadAllText(SecretsFile);
        text.ShouldContain("\"Other\": \"kept\"");
        System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("Parameters:cache-password").GetString().ShouldBe(value);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(SecretsFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Secrets_that_cannot_be_read_do_not_stand_in_the_way()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, "not json");

        new KeptParameterDefault(AppHost(), "p", new GenerateParameterDefault { MinLength = 5 }).GetDefaultValue().Length.ShouldBe(5);
        File.ReadAllText(SecretsFile).ShouldBe("not json");
    }

    public void Dispose()
    {
        var directory = Path.GetDirectoryName(SecretsFile)!;
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }

    private AssemblyBuilder AppHost()
    {
        var secretsId = new CustomAttributeBuilder(typeof(UserSecretsIdAttribute).GetConstructor([typeof(string)])!, [_id]);
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AppHost"), AssemblyBuilderAccess.Run, [secretsId]);
    }
}
