using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ServiceDefaults.Faults.Control;

/// <summary>What is asked of the faults of this service, checked and answered.</summary>
internal sealed class FaultRequests(IEnumerable<IServiceFaultKind> kinds, FaultLeases leases)
{
    private const int LongestId = 64;
    private const int LongestName = 100;

    private readonly SortedDictionary<string, IServiceFaultKind> _kinds = new(kinds.ToDictionary(kind => kind.Name), StringComparer.Ordinal);

    public IResult List() => TypedResults.Json(
        new FaultList([.. _kinds.Keys], [.. leases.All.Select(each => FaultView.Of(each.Lease, each.Remaining))]), FaultJson.Default.FaultList);

    public IResult Show(string id) => leases.All.FirstOrDefault(each => each.Lease.Id == id) is ({ } lease, var remaining)
        ? TypedResults.Json(FaultView.Of(lease, remaining), FaultJson.Default.FaultView)
        : TypedResults.Problem("No fault of that id acts here.", statusCode: StatusCodes.Status404NotFound);

    public IResult Remove(string id)
    {
        leases.Remove(id);
        return TypedResults.NoContent();
    }

    public IResult RemoveAll()
    {
        leases.RemoveAll();
        return TypedResults.NoContent();
    }

    public async Task<IResult> PutAsync(string id, HttpRequest request)
    {
        var (command, problem) = await RequestBody.ReadAsync(request, FaultJson.Default.FaultCommand);
        if (command is null) return problem!;

        var (kind, errors) = Check(id, command);
        if (errors.Count > 0) return Invalid(errors);
        var given = command.Settings ?? ReadOnlyDictionary<string, string>.Empty;
        var (settings, wrong) = FaultSettings.Read(kind!.Settings, given);
        if (settings is null) return Invalid(wrong.ToDictionary(error => $"settings.{error.Key}", error => error.Value));

        // Who only renews does not want to start it anew in a process that has lost it.
        if (request.Headers.IfMatch == "*" && leases.All.All(each => each.Lease.Id != id))
            return TypedResults.Problem("No fault of that id acts here, so there is none to renew.", statusCode: StatusCodes.Status412PreconditionFailed);

        try
        {
            var ttl = TimeSpan.FromMilliseconds(command.TtlMs!.Value);
            var (lease, started) = leases.Put(id, kind, given, settings, ttl, new FaultOrigin(command.Fault ?? id, command.Run));
            return TypedResults.Json(
                FaultView.Of(lease, ttl), FaultJson.Default.FaultView, statusCode: started ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
        catch (FaultRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private (IServiceFaultKind? Kind, Dictionary<string, string[]> Errors) Check(string id, FaultCommand command)
    {
        var errors = new Dictionary<string, string[]>();
        if (id.Length > LongestId || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            errors["id"] = [$"must have 1 to {LongestId} letters, digits, '-', '_' or '.'"];
        if (command.TtlMs is not (>= FaultCommand.ShortestTtl and <= FaultCommand.LongestTtl))
            errors["ttlMs"] = [$"must be a whole number from {FaultCommand.ShortestTtl} to {FaultCommand.LongestTtl} ms"];
        if (!_kinds.TryGetValue(command.Kind ?? "", out var kind))
            errors["kind"] = [$"must be one of {string.Join(", ", _kinds.Keys)}"];
        if (command.Fault?.Length > LongestName) errors["fault"] = [$"must have at most {LongestName} characters"];
        if (command.Run?.Length > LongestName) errors["run"] = [$"must have at most {LongestName} characters"];
        return (kind, errors);
    }

    private static ValidationProblem Invalid(Dictionary<string, string[]> errors)
        => TypedResults.ValidationProblem(errors, detail: string.Join("; ", errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}")));
}
