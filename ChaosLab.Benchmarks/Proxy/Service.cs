namespace ChaosLab.Benchmarks.Proxy;

/// <summary>What is behind the proxies.</summary>
internal enum Service
{
    Redis,
    Bulk,
    Echo,
    Http,
    Postgres,
}
