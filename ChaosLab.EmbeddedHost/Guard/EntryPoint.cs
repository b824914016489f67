namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>What runs when this library is started as a program.</summary>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [GuardProgram.Verb, var journal])
        {
            await Console.Error.WriteLineAsync("ChaosLab.EmbeddedHost is the host library of the lab, and its guard; start the lab with ./lab up.");
            return 2;
        }

        // The owner's terminal may send SIGINT to all it knows, and the guard must stay for the rest.
        Console.CancelKeyPress += (_, interrupt) => interrupt.Cancel = true;
        return await GuardProgram.RunAsync(Console.In, journal);
    }
}
