using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>What the pages are allowed to do.</summary>
public sealed class PagePolicyTests(BrowserLab lab) : BrowserTest(lab)
{
    [Fact]
    public async Task The_policy_keeps_everything_foreign_and_inline_out()
        => await Lab.VisitAsync("/", async visit =>
        {
            visit.Troubles.Expect("Content Security Policy");

            var ran = await visit.Page.EvaluateAsync<bool>(
                """
                () => {
                    const script = document.createElement('script');
                    script.textContent = 'window.inlineRan = true';
                    document.head.append(script);
                    return window.inlineRan === true;
                }
                """);

            ran.ShouldBeFalse("an inline script must not run");
        });
}
