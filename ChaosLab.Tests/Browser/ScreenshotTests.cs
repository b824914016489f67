using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>How every page looks, light and dark, on a desk and on a phone.</summary>
public sealed class ScreenshotTests(BrowserLab lab, PageTour tour) : BrowserTest(lab)
{
    [Fact]
    public async Task Every_page_opens_from_its_address_and_fits_into_its_window()
    {
        var pages = await tour.TakeAsync(Lab);

        pages.SelectMany(page => page.Troubles).ShouldBeEmpty("nothing goes wrong in a page");
        pages.SelectMany(page => page.TooWide).ShouldBeEmpty("nobody should have to scroll a page sideways");
    }
}
