namespace ChaosLab.Catalog.Reading;

/// <summary>A finished answer.</summary>
/// <param name="Body">Its JSON; null when the product does not exist.</param>
/// <param name="Origin">Where it comes from, for the header <c>X-Cache</c>.</param>
internal sealed record Page(byte[]? Body, PageOrigin Origin);

/// <summary>The values of the header <c>X-Cache</c>.</summary>
internal enum PageOrigin
{
    /// <summary>A fresh copy.</summary>
    Hit,

    /// <summary>Postgres.</summary>
    Miss,

    /// <summary>A copy past its time, because Postgres is away.</summary>
    Stale,
}
