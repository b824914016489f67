using System.Globalization;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Hides secrets in texts, also where a text was cut within one.</summary>
/// <param name="secrets">The secrets; ones of fewer than four characters are not looked for, since every text holds them.</param>
internal sealed class SecretMask(IEnumerable<string> secrets)
{
    private const int Shortest = 4;

    private readonly string[] _secrets = [.. secrets.Where(secret => secret.Length >= Shortest).OrderByDescending(secret => secret.Length)];

    /// <summary>Whether a number is one of the secrets, however it is written.</summary>
    /// <param name="number">As JSON writes it.</param>
    public bool IsSecret(string number)
        => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && _secrets.Any(secret =>
            secret == number || (double.TryParse(secret, NumberStyles.Float, CultureInfo.InvariantCulture, out var known) && known.Equals(value)));

    /// <summary>The text without the secrets, whatever their case; a beginning of one before the sign of a cut (…) is hidden, too.</summary>
    public string Apply(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, SourceDocument.Mask, StringComparison.OrdinalIgnoreCase);
            for (var cut = text.IndexOf('…'); cut >= 0; cut = text.IndexOf('…', cut + 1))
            {
                var shown = Enumerable.Range(Shortest, Math.Max(0, Math.Min(secret.Length, cut) - Shortest + 1))
                    .LastOrDefault(length => text.AsSpan(cut - length, length).SequenceEqual(secret.AsSpan(0, length)));
                if (shown == 0) continue;
                text = text.Remove(cut - shown, shown).Insert(cut - shown, SourceDocument.Mask);
                cut += SourceDocument.Mask.Length - shown;
            }
        }

        return text;
    }
}
