using ChaosLab.Hosting.Faults.Observers.Services;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class DependencyReadingTests
{
    [Fact]
    public void An_available_dependency_has_the_time_of_its_last_call()
        => DependencyReading.Read("""{"status":"ok","dependencies":{"payment":{"status":"available","circuit":"closed","lastCallMs":12.5}}}""", "payment")
            .ShouldBe(new DependencyReading(Available: true, TimeSpan.FromMilliseconds(12.5)));

    [Fact]
    public void One_that_was_never_called_has_none()
        => DependencyReading.Read("""{"status":"degraded","dependencies":{"payment":{"status":"unavailable"}}}""", "payment")
            .ShouldBe(new DependencyReading(Available: false, LastCall: null));

    [Theory]
    [InlineData("""{"status":"ok"}""")]
    [InlineData("""{"status":"ok","dependencies":{"cache":{"status":"available"}}}""")]
    public void What_is_not_told_is_not_read(string health) => DependencyReading.Read(health, "payment").ShouldBeNull();
}
