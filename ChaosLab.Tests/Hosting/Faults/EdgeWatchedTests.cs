using ChaosLab.Hosting.Faults.Observers.Edges;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

/// <summary>Whether calls over an edge show a fault: more than chance does, and not the one slow answer of a busy machine.</summary>
public sealed class EdgeWatchedTests
{
    [Fact]
    public async Task Twenty_milliseconds_show_with_the_second_answer_and_end_with_the_first_quick_one()
    {
        var watched = Watched(EdgeSign.Slower(Ms(20)), before: [2], after: [22, 23, 22, 2]);

        (await watched.SeeAsync(4)).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public async Task One_slow_answer_of_a_busy_machine_shows_nothing()
    {
        var watched = Watched(EdgeSign.Slower(Ms(20)), before: [2], after: [40, 2, 90, 3]);

        (await watched.SeeAsync(4)).ShouldBe([false, false, false, false]);
    }

    [Fact]
    public async Task What_is_expected_to_be_long_shows_with_one_answer()
    {
        var watched = Watched(EdgeSign.Slower(Ms(400)), before: [2], after: [402]);

        (await watched.SeeAsync(1)).ShouldBe([true]);
    }

    [Theory]
    [InlineData(0.008)]
    [InlineData(4)]
    public async Task Less_than_chance_does_never_shows(double expected)
    {
        var watched = Watched(EdgeSign.Slower(Ms(expected)), before: [2], after: [9, 30, 200, 9]);

        (await watched.SeeAsync(4)).ShouldBe([false, false, false, false]);
    }

    [Fact]
    public async Task What_answers_differed_by_before_is_no_effect()
    {
        var watched = Watched(EdgeSign.Slower(Ms(20)), before: [2, 17, 3], after: [16, 15, 18, 19]);

        (await watched.SeeAsync(4)).ShouldBe([false, false, false, true]);
    }

    [Fact]
    public async Task A_slow_first_answer_is_asked_for_once_more()
    {
        var watched = Watched(EdgeSign.Slower(Ms(20)), before: [30, 2], after: [22, 22], looks: 1);

        (await watched.SeeAsync(2)).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Without_an_answer_before_it_the_quickest_one_is_usual()
    {
        var watched = Watched(EdgeSign.Slower(Ms(20)), before: [], after: [50, 51, 30, 50, 50]);

        (await watched.SeeAsync(5)).ShouldBe([false, false, false, false, true]);
    }

    [Fact]
    public async Task A_slow_answer_to_what_was_asked_before_the_act_shows_nothing()
    {
        var answer = new TaskCompletionSource<EdgeReading>();
        var readings = new Queue<Task<EdgeReading>>([Task.FromResult(new EdgeReading(Answered: true, Ms(2), null)), answer.Task]);
        var watched = new EdgeWatched(_ => readings.Dequeue(), EdgeSign.Slower(Ms(200)));
        await watched.ShowsAsync(CancellationToken.None);

        var shows = watched.ShowsAsync(CancellationToken.None);
        watched.StopLearning();
        answer.SetResult(new EdgeReading(Answered: true, Ms(150), null));

        (await shows).ShouldBeFalse();
    }

    [Fact]
    public async Task A_close_that_comes_a_little_later_is_no_effect()
    {
        var late = new EdgeWatched(_ => Task.FromResult(new EdgeReading(Answered: true, Ms(2), Ms(8))), EdgeSign.ClosesLater(Ms(4)));
        late.StopLearning();

        (await late.ShowsAsync(CancellationToken.None)).ShouldBeFalse();
        (await late.ShowsAsync(CancellationToken.None)).ShouldBeFalse();
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static Scripted Watched(EdgeSign sign, double[] before, double[] after, int? looks = null) => new(sign, before, after, looks ?? before.Length);

    /// <summary>An edge whose answers take as long as told, in milliseconds.</summary>
    private sealed class Scripted
    {
        private readonly Queue<double> _answers;
        private readonly EdgeWatched _watched;
        private readonly int _looksBefore;

        public Scripted(EdgeSign sign, double[] before, double[] after, int looksBefore)
        {
            _answers = new Queue<double>([.. before, .. after]);
            _watched = new EdgeWatched(_ => Task.FromResult(new EdgeReading(Answered: true, Ms(_answers.Dequeue()), null)), sign);
            _looksBefore = looksBefore;
        }

        /// <summary>Looks before the fault, and then says what the looks after it show.</summary>
        public async Task<bool[]> SeeAsync(int looks)
        {
            for (var i = 0; i < _looksBefore; i++) (await _watched.ShowsAsync(CancellationToken.None)).ShouldBeFalse();
            _watched.StopLearning();
            var seen = new bool[looks];
            for (var i = 0; i < looks; i++) seen[i] = await _watched.ShowsAsync(CancellationToken.None);
            return seen;
        }
    }
}
