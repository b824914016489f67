using System.Net;

namespace ChaosLab.Proxy.Engine;

/// <summary>A port could not be opened.</summary>
internal sealed class ListenException(IPEndPoint address, string reason) : Exception($"listen tcp {address}: {reason}");
