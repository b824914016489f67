using System.Text.Json.Serialization;

namespace ChaosLab.Payment.Ledger;

/// <summary>What an entry does to its key.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))]
internal enum EntryKind
{
    /// <summary>Money was taken.</summary>
    [JsonStringEnumMemberName("charged")]
    Charged,

    /// <summary>The money was given back.</summary>
    [JsonStringEnumMemberName("refunded")]
    Refunded,

    /// <summary>Nothing was taken, and nothing ever will be.</summary>
    [JsonStringEnumMemberName("voided")]
    Voided,
}
