using ChaosLab.Hosting.Infrastructure.Postgres;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Infrastructure;

public sealed class PostmasterFileTests
{
    [Fact]
    public async Task A_number_that_another_process_has_by_now_does_not_keep_the_data_locked()
    {
        var data = Directory.CreateTempSubdirectory("chaoslab-pgdata-");
        try
        {
            var file = Path.Combine(data.FullName, "postmaster.pid");
            await File.WriteAllTextAsync(file, $"{Environment.ProcessId}\n{data.FullName}\n");

            await PostmasterFile.ClearStaleAsync(data.FullName, CancellationToken.None);

            File.Exists(file).ShouldBeFalse();
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
