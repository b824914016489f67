using ChaosLab.ServiceDefaults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("Bearer secret", true)]
    [InlineData("bearer secret", true)]
    [InlineData("Bearer Secret", false)]
    [InlineData("Bearer secret2", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic secret", false)]
    [InlineData("secret", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_token_itself_is_let_in(string? header, bool expected) =>
        new BearerToken("secret").IsIn(header).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_token_nobody_is_let_in(string? token)
    {
        new BearerToken(token).IsIn("Bearer ").ShouldBeFalse();
        new BearerToken(token).IsIn(default).ShouldBeFalse();
    }

    [Fact]
    public void Two_headers_are_refused() =>
        new BearerToken("secret").IsIn(new(["Bearer secret", "Bearer secret"])).ShouldBeFalse();
}
