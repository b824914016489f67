using ChaosLab.Catalog.Products;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Catalog;

public sealed class LikePatternTests
{
    [Theory]
    [InlineData("book", "%book%")]
    [InlineData("100%", @"%100\%%")]
    [InlineData("a_b", @"%a\_b%")]
    [InlineData(@"\", @"%\\%")]
    [InlineData(@"\%_", @"%\\\%\_%")]
    public void Wildcards_are_taken_as_they_are(string text, string pattern) =>
        LikePattern.Containing(text).ShouldBe(pattern);
}
