namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sends the request of a command, and tells how it went.</summary>
internal sealed class HttpCommand(EndpointReference endpoint, string path, HttpMethod method, HttpCommandOptions options)
{
    // Whoever runs the command can give it up; nothing else limits it.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1), UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<ExecuteCommandResult> RunAsync(ExecuteCommandContext context)
    {
        if (!endpoint.IsAllocated) return CommandResults.Failure("Endpoints are not yet allocated.");
        try
        {
            using var request = new HttpRequestMessage(method, new UriBuilder(endpoint.Url) { Path = path }.Uri);
            if (options.PrepareRequest is { } prepare)
            {
                await prepare(new HttpCommandRequestContext
                {
                    Services = context.Services,
                    ResourceName = context.ResourceName,
                    Endpoint = endpoint,
                    CancellationToken = context.CancellationToken,
                    HttpClient = Client,
                    Request = request,
                    Arguments = context.Arguments,
                });
            }

            using var response = await Client.SendAsync(request, context.CancellationToken);
            return await ResultAsync(context, response);
        }
        catch (HttpRequestException error)
        {
            return CommandResults.Failure(error);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
    }

    private async Task<ExecuteCommandResult> ResultAsync(ExecuteCommandContext context, HttpResponseMessage response)
    {
        if (options.GetCommandResult is not { } result)
            return response.IsSuccessStatusCode ? CommandResults.Success() : CommandResults.Failure($"Request failed with status code {response.StatusCode}");

        return await result(new HttpCommandResultContext
        {
            Services = context.Services,
            ResourceName = context.ResourceName,
            Endpoint = endpoint,
            CancellationToken = context.CancellationToken,
            HttpClient = Client,
            Response = response,
            Arguments = context.Arguments,
        });
    }
}
