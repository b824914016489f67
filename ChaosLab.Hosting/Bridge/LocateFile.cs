using System.Diagnostics;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Bridge;

/// <summary>The file by which the command line finds this lab.</summary>
internal sealed class LocateFile(LabResource lab)
{
    private string FilePath => Path.Combine(lab.Options.RunDirectory, lab.Options.Name + ".json");

    /// <summary>Writes it; a stale one of a killed lab is replaced, as the name is ours.</summary>
    public void Write(string appHostDirectory)
    {
        using var self = Process.GetCurrentProcess();
        PrivateFile.Write(FilePath, JsonSerializer.Serialize(
            new LabLocation(
                lab.Options.Name, lab.BridgeUrl!, lab.Token, self.Id, new DateTimeOffset(self.StartTime.ToUniversalTime(), TimeSpan.Zero),
                lab.GatewayUrl, lab.ConsoleUrl, appHostDirectory, lab.ProfileName, lab.Infrastructure.Name, LabHost.Name),
            WireJson.Options));
    }

    /// <summary>Deletes it, unless somebody else's is there by now.</summary>
    public void Delete()
    {
        try
        {
            if (File.Exists(FilePath) && File.ReadAllText(FilePath).Contains(lab.Token, StringComparison.Ordinal)) File.Delete(FilePath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its pid and start time show that it is stale.
        }
    }
}
