using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Tests.Support;

/// <summary>
/// What Chaos Toolkit's walk-through breaks: the services <c>astre</c> and <c>sunset</c> with a pid file each, and an HTTPS answer whose
/// certificate is <c>cert.pem</c>, read again when <c>sunset</c> gets SIGHUP.
/// </summary>
internal sealed class SunsetService : IAsyncDisposable
{
    public const string Valid = "CN=valid";
    public const string Expired = "CN=expired";
    public const int ExpiredIn = 2020;

    private readonly Lock _gate = new();
    private readonly List<string> _shown = [];
    private readonly string _folder;
    private readonly Process[] _services;
    private readonly WebApplication _app;
    private X509Certificate2 _certificate;
    private int _reloads;

    private SunsetService(string folder)
    {
        _folder = folder;
        Write("valid-cert.pem", Valid, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Write("expired-cert.pem", Expired, At(ExpiredIn - 1), At(ExpiredIn));
        File.Copy(In("valid-cert.pem"), In("cert.pem"), overwrite: true);
        _certificate = Load();
        _services = [Start("astre"), Start("sunset")];
        _app = Build();
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>The subjects that callers were shown, in order, each once.</summary>
    public IReadOnlyList<string> Shown
    {
        get
        {
            lock (_gate) return [.. _shown.Distinct()];
        }
    }

    /// <summary>The subject of the certificate that the next caller is shown.</summary>
    public string Certificate => Current().Subject;

    public static async Task<SunsetService> StartAsync(string folder)
    {
        var service = new SunsetService(folder);
        await service._app.StartAsync();
        await Eventually.BeTrueAsync("the pid files", () => File.Exists(service.In("astre.pid")) && File.Exists(service.In("sunset.pid")));
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            service.Kill(entireProcessTree: true);
            service.Dispose();
        }

        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static DateTimeOffset At(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string In(string file) => Path.Combine(_folder, file);

    private void Write(string file, string subject, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(from, to);
        File.WriteAllText(In(file), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(In("cert.pem"), In("cert.pem"));

    // Where the tests run in the background SIGHUP may be ignored, and a shell cannot trap what was ignored before it.
    private Process Start(string name) => Process.Start(new ProcessStartInfo("env",
    [
        "--default-signal=HUP", "bash", "-c", $"trap 'echo reload >> {name}.reloads' HUP; echo $$ > {name}.pid; while :; do sleep 60 & wait $!; done",
    ])
    { WorkingDirectory = _folder })!;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificateSelector = (_, _) => Note(Current()),
        })));
        var app = builder.Build();
        app.MapGet("/city/{city}", (string city) => $"sunset in {city}");
        return app;
    }

    private X509Certificate2 Current()
    {
        lock (_gate)
        {
            var reloads = File.Exists(In("sunset.reloads")) ? File.ReadAllLines(In("sunset.reloads")).Length : 0;
            if (reloads == _reloads) return _certificate;
            _reloads = reloads;
            return _certificate = Load();
        }
    }

    private X509Certificate2 Note(X509Certificate2 certificate)
    {
        lock (_gate) _shown.Add(certificate.Subject);
        return certificate;
    }
}
