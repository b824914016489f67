using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>Reads the payment service's <c>GET /ledger</c> entry by entry; however long the ledger is, little of it is in memory.</summary>
internal static class PaymentBook
{
    /// <summary>An entry is a few hundred bytes; a larger one is none.</summary>
    private const int LongestEntry = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The entries in the order they were made.</summary>
    /// <exception cref="JsonException">The text is no ledger, or ends too early.</exception>
    public static async IAsyncEnumerable<BookedEntry> ReadAsync(Stream ledger, [EnumeratorCancellation] CancellationToken ct)
    {
        var input = PipeReader.Create(ledger);
        try
        {
            var parser = new Parser();
            while (!parser.IsAtEnd)
            {
                var read = await input.ReadAsync(ct);
                var used = parser.Take(read.Buffer, read.IsCompleted);
                foreach (var entry in parser.Entries) yield return entry;
                parser.Entries.Clear();

                var left = read.Buffer.Slice(used);
                if (left.Length > LongestEntry) throw new JsonException($"an entry is longer than {LongestEntry} bytes");
                if (read.IsCompleted && !parser.IsAtEnd) throw new JsonException("it ends in the middle");
                input.AdvanceTo(used, read.Buffer.End);
            }
        }
        finally
        {
            await input.CompleteAsync();
        }
    }

    /// <summary>Takes <c>{"entries":[…]}</c> in pieces; an entry is taken once the whole of it is there.</summary>
    private sealed class Parser
    {
        private JsonReaderState _state;
        private bool _isInside;
        private bool _hadEntries;

        public List<BookedEntry> Entries { get; } = [];

        public bool IsAtEnd { get; private set; }

        /// <summary>Takes what is complete; returns up to where.</summary>
        public SequencePosition Take(in System.Buffers.ReadOnlySequence<byte> bytes, bool isFinal)
        {
            var reader = new Utf8JsonReader(bytes, isFinal, _state);
            var (used, state) = (reader.Position, _state);
            while (TryTakeOne(ref reader)) (used, state) = (reader.Position, reader.CurrentState);
            _state = state;
            return used;
        }

        private bool TryTakeOne(ref Utf8JsonReader reader)
        {
            var before = reader;
            if (!reader.Read()) return false;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray when reader.CurrentDepth == 1:
                    _isInside = _hadEntries = true;
                    return true;
                case JsonTokenType.StartObject when _isInside:
                    if (!reader.TrySkip()) return false;
                    before.Read();
                    Entries.Add(JsonSerializer.Deserialize<BookedEntry>(ref before, Json) ?? throw new JsonException("an entry is null"));
                    return true;
                case JsonTokenType.EndArray when reader.CurrentDepth == 1:
                    _isInside = false;
                    return true;
                case JsonTokenType.EndObject when reader.CurrentDepth == 0 && _hadEntries:
                    IsAtEnd = true;
                    return true;
                case JsonTokenType.StartObject when reader.CurrentDepth == 0:
                case JsonTokenType.PropertyName when reader.CurrentDepth == 1 && reader.ValueTextEquals("entries"u8):
                    return true;
                default:
                    throw new JsonException($"'{reader.TokenType}' is not expected at byte {reader.BytesConsumed}");
            }
        }
    }
}
