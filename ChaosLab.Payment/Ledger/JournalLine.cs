using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ChaosLab.Payment.Ledger;

/// <summary>An entry as one line of JSON that ends with its own checksum, so that a changed byte cannot pass for a payment.</summary>
internal static class JournalLine
{
    private const int ChecksumLength = 8;
    private static readonly byte[] ChecksumField = ",\"crc\":\""u8.ToArray();
    private static readonly byte[] End = "\"}"u8.ToArray();

    /// <summary>Length of <c>,"crc":"01234567"}</c>, which takes the place of the closing brace.</summary>
    private static readonly int TrailerLength = ChecksumField.Length + ChecksumLength + End.Length;

    /// <summary>Appends the entry and a line feed.</summary>
    public static void Write(ArrayBufferWriter<byte> output, LedgerEntry entry)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(entry, PaymentJson.Default.LedgerEntry).AsSpan()[..^1];
        output.Write(body);
        output.Write(ChecksumField);
        output.Write(Encoding.ASCII.GetBytes(Checksum(body).ToString("x8", CultureInfo.InvariantCulture)));
        output.Write(End);
        output.Write("\n"u8);
    }

    /// <summary>Reads a line without its line feed.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="Write"/> wrote.</exception>
    public static LedgerEntry Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TrailerLength || !line[^TrailerLength..].StartsWith(ChecksumField) || !line.EndsWith(End))
            throw new InvalidDataException("it does not end with a checksum");

        var body = line[..^TrailerLength];
        var written = Encoding.ASCII.GetString(line[^(ChecksumLength + End.Length)..^End.Length]);
        if (written != Checksum(body).ToString("x8", CultureInfo.InvariantCulture))
            throw new InvalidDataException("its checksum does not match its content");

        try
        {
            return JsonSerializer.Deserialize([.. body, (byte)'}'], PaymentJson.Default.LedgerEntry)
                ?? throw new InvalidDataException("it is empty");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("it is not a ledger entry");
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var single in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, single);
        return ~crc;
    }
}
