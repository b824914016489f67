using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults.Observers.Services;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

/// <summary>A dependency is slower than before: what was before must not be one slow call of earlier trouble.</summary>
public sealed class DependencyCanaryTests
{
    private static readonly TimeSpan Expected = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData("900, 3", "203", false)]
    [InlineData("900, 3", "3", true)]
    [InlineData("3", "203", false)]
    [InlineData("3", "4", true)]
    [InlineData("110, 950", "210", false)]
    public async Task A_slow_dependency_is_seen_whatever_was_told_before(string before, string after, bool well)
    {
        var service = new ToldHealth();
        var canary = DependencyCanary.Slower(service.Probe, "cache", Expected);

        service.Tells(before);
        await canary.LearnAsync(TestContext.Current.CancellationToken);
        service.Tells(after);

        (await canary.IsWellAsync(TestContext.Current.CancellationToken)).ShouldBe(well);
    }

    /// <summary>A service that tells given times of its last call, one after the other; the last one again and again.</summary>
    private sealed class ToldHealth : HttpMessageHandler
    {
        private Queue<double> _times = new();

        public ToldHealth()
        {
            var service = DistributedApplication.CreateBuilder([]).AddContainer("service", "none").WithHttpEndpoint(targetPort: 80);
            var endpoint = service.Resource.Annotations.OfType<EndpointAnnotation>().Single();
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 7001);
            Probe = new ServiceProbe(new HttpMessageInvoker(this), service.GetEndpoint("http"), HttpMethod.Get, DependencyCanary.Path);
        }

        public ServiceProbe Probe { get; }

        public void Tells(string milliseconds)
            => _times = new Queue<double>(milliseconds.Split(", ").Select(time => double.Parse(time, CultureInfo.InvariantCulture)));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var told = _times.Count > 1 ? _times.Dequeue() : _times.Peek();
            var body = string.Create(
                CultureInfo.InvariantCulture, $$"""{"status":"ok","dependencies":{"cache":{"status":"available","circuit":"closed","lastCallMs":{{told}} } } }""");
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
        }
    }
}
