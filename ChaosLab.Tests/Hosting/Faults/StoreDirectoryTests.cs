using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds.Stores;
using ChaosLab.Hosting.Infrastructure;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

/// <summary>Only data that the lab itself made is ever deleted.</summary>
public sealed class StoreDirectoryTests : IDisposable
{
    private const string Owner = "mine/postgres";

    private readonly string _root = Directory.CreateTempSubdirectory("chaoslab-store-").FullName;

    private string Home => Path.Combine(_root, "lab", "postgres");

    private string Data => Path.Combine(Home, "data");

    public StoreDirectoryTests()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "PG_VERSION"), "15");
    }

    [Fact]
    public async Task Deletes_the_data_and_nothing_beside_it()
    {
        StoreMarker.Write(Home, Owner);
        await Store().RequireOwnAsync(TestContext.Current.CancellationToken);
        await Store().RemoveAsync(TestContext.Current.CancellationToken);
        Directory.Exists(Data).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(Home).Select(Path.GetFileName).ShouldBe(["chaoslab-store"]);
    }

    [Fact]
    public Task Refuses_data_without_the_mark() => RefusesAsync(Store(), "does not carry this lab's mark");

    [Fact]
    public Task Refuses_the_data_of_another_lab()
    {
        StoreMarker.Write(Home, "theirs/postgres");
        return RefusesAsync(Store(), "does not carry this lab's mark");
    }

    [Fact]
    public Task Refuses_data_outside_of_the_directory_of_the_lab()
    {
        StoreMarker.Write(Home, Owner);
        return RefusesAsync(new StoreDirectory("postgres", Path.Combine(_root, "la"), Owner, Home, Home, [Data]), "is not below");
    }

    [Fact]
    public Task Refuses_a_link()
    {
        StoreMarker.Write(Home, Owner);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName;
        Directory.Delete(Data, recursive: true);
        Directory.CreateSymbolicLink(Data, elsewhere);
        return RefusesAsync(Store(), "is a link");
    }

    [Fact]
    public void Finishes_a_removal_that_was_interrupted()
    {
        Directory.Move(Data, Data + ".removed");
        RemovedData.Finish(Home);
        Directory.EnumerateFileSystemEntries(Home).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private StoreDirectory Store() => new("postgres", Path.Combine(_root, "lab"), Owner, Home, Home, [Data]);

    private static async Task RefusesAsync(StoreDirectory store, string reason)
        => (await Should.ThrowAsync<FaultRefusedException>(() => store.RequireOwnAsync(TestContext.Current.CancellationToken))).Message.ShouldContain(reason);
}
