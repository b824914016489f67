using System.Text;
using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads the text of an experiment's file, never more than an experiment may have.</summary>
internal static class ExperimentFile
{
    /// <exception cref="LabError">There is no such file, it is too large, or it is no UTF-8.</exception>
    public static async Task<string> ReadTextAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[DocumentLimits.Bytes + 1];
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
            if (count > DocumentLimits.Bytes) throw LabError.WrongUse("The file is larger than 1 MiB.");
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw LabError.WrongUse("The file is no UTF-8 text.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw LabError.WrongUse(error is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : $"The file cannot be read: {error.Message}");
        }
    }
}
