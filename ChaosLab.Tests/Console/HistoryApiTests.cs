using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>The runs that are kept, over HTTP.</summary>
public sealed class HistoryApiTests : IAsyncLifetime
{
    private ConsoleService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ConsoleService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Runs_are_listed_the_newest_first_with_what_can_be_read()
    {
        Add(SampleRuns.Pass);
        Add(SampleRuns.Fail with { StartedAt = SampleRuns.Start.AddHours(1), EndedAt = SampleRuns.Start.AddHours(1).AddSeconds(60) });
        AddText("20261120-100000-killed", "journal.jsonl", """{"at":"2026-11-20T10:00:00Z","kind":"runStarted","text":"Killed"}""");
        AddText("20261119-100000-torn", "run.json", "{");
        AddText("notes", "todo.txt", "");

        var list = await ListAsync();

        list.Select(run => (run.GetProperty("id").GetString(), run.GetProperty("verdict").GetString())).ShouldBe(
            [(SampleRuns.Fail.Id, "fail"), (SampleRuns.Pass.Id, "pass"), ("20261120-100000-killed", "interrupted"), ("20261119-100000-torn", "broken")]);
        var pass = list[1];
        pass.GetProperty("seconds").GetDouble().ShouldBe(60);
        pass.GetProperty("profile").GetString().ShouldBe("resilient");
        pass.GetProperty("seed").GetInt32().ShouldBe(42);
        pass.GetProperty("rows").EnumerateArray().Select(row => row.GetString()).ShouldBe(["A1", "D8"]);
        pass.GetProperty("files").EnumerateArray().Select(file => file.GetString()).ShouldBe(
            ["report.html", "report.md", "postmortem.md", "run.json", "journal.json", "chaos_report_20261121_193000.json"]);
        list[2].GetProperty("note").GetString()!.ShouldContain("ends without a verdict");
    }

    [Fact]
    public async Task A_run_that_changed_is_read_again()
    {
        var folder = Add(SampleRuns.Pass);
        (await ListAsync()).Single().GetProperty("verdict").GetString().ShouldBe("pass");

        AtomicFile.Write(folder.Record, new RunJson().Write(SampleRuns.Pass with { Judgement = SampleRuns.Fail.Judgement }));
        (await ListAsync()).Single().GetProperty("verdict").GetString().ShouldBe("fail");

        Directory.Delete(folder.Path, recursive: true);
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_run_has_everything_that_is_known_of_it()
    {
        Add(SampleRuns.Fail);

        var run = await GetAsync($"/api/history/{SampleRuns.Fail.Id}");

        run.GetProperty("summary").GetProperty("title").GetString().ShouldBe(SampleRuns.Fail.Title);
        run.GetProperty("judgement").GetProperty("verdict").GetString().ShouldBe("fail");
        run.GetProperty("faults")[1].GetProperty("rtoSeconds").GetDouble().ShouldBe(2);
        run.GetProperty("slo").GetProperty("windowSeconds").GetDouble().ShouldBe(60);
        run.GetProperty("ledger").GetProperty("lost").GetArrayLength().ShouldBe(2);
        run.GetProperty("load").GetProperty("seconds").GetArrayLength().ShouldBe(60);
        run.GetProperty("telemetry").GetProperty("detections")[0].GetProperty("service").GetString().ShouldBe("web-1");
        run.GetProperty("events").GetArrayLength().ShouldBe(SampleRuns.Fail.Timeline.Count);
        run.GetProperty("experiment").GetProperty("title").GetString().ShouldBe("Nothing happens");
    }

    [Fact]
    public async Task Every_way_a_run_can_end_can_be_shown()
    {
        foreach (var run in SampleRuns.All)
        {
            Add(run);
            (await GetAsync($"/api/history/{run.Id}")).GetProperty("summary").GetProperty("verdict").GetString().ShouldBe(run.Judgement.Verdict.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public async Task A_figure_that_is_no_number_does_not_cost_the_answer()
    {
        Add(SampleRuns.Pass with { Slo = SampleRuns.Pass.Slo! with { Availability = double.NaN } });

        var run = await GetAsync($"/api/history/{SampleRuns.Pass.Id}");

        run.GetProperty("slo").GetProperty("availability").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("report.html", "text/html", "<!DOCTYPE html>")]
    [InlineData("report.md", "text/markdown", "# ")]
    [InlineData("run.json", "application/json", "\"schemaVersion\"")]
    public async Task A_report_is_read_and_may_neither_run_nor_load_anything(string name, string type, string expected)
    {
        Add(SampleRuns.HostileTexts);

        using var response = await _service.Client.GetAsync($"/api/history/{SampleRuns.HostileTexts.Id}/files/{name}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await response.Content.ReadAsStringAsync()).ShouldContain(expected);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in (string[])["default-src 'none'", "sandbox", "frame-ancestors 'self'"]) policy.Split("; ").ShouldContain(part);
        policy.ShouldNotContain("script-src");
    }

    [Theory]
    [InlineData("20261121-193000-kill-web/files/nothing.html")]
    [InlineData("20261121-193000-kill-web/files/secret.txt")]
    [InlineData("20261121-193000-kill-web/files/history.json")]
    [InlineData("20261121-193000-kill-web/files/..%2F..%2Faudit.jsonl")]
    [InlineData("..%2F..%2Fetc/files/run.json")]
    [InlineData("linked/files/run.json")]
    [InlineData("nothing")]
    [InlineData("..")]
    public async Task What_is_no_report_of_a_run_is_not_read(string path)
    {
        var folder = Add(SampleRuns.Pass);
        File.WriteAllText(Path.Combine(folder.Path, "secret.txt"), "private");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, "history.json"), Path.Combine(folder.Path, "secret.txt"));
            Directory.CreateSymbolicLink(Path.Combine(_service.Runs, "linked"), folder.Path);
        }

        using var response = await _service.Client.GetAsync($"/api/history/{path}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private RunFolder Add(RunRecord run)
    {
        var folder = new RunFolder(_service.Runs, run.Id);
        ReportSet.Write(folder, run);
        return folder;
    }

    private void AddText(string id, string name, string content)
        => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_service.Runs, id)).FullName, name), content);

    private async Task<JsonElement[]> ListAsync() => [.. (await GetAsync("/api/history")).EnumerateArray()];

    private Task<JsonElement> GetAsync(string path) => _service.Client.GetFromJsonAsync<JsonElement>(path);
}
