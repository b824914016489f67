using System.Globalization;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>How many of the customers' requests are to succeed (<c>Slo:Availability</c> of the configuration).</summary>
/// <param name="Availability">From 0.5 to 0.99999; 0.999 when it is not given.</param>
internal sealed record SloTarget(double Availability = 0.999)
{
    private const double Least = 0.5;
    private const double Most = 0.99999;

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="ServiceStartException">It is no number, or out of its range.</exception>
    public static SloTarget Read(IConfiguration configuration)
    {
        if (configuration["Slo:Availability"] is not { Length: > 0 } written) return new SloTarget();
        return double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var availability) && availability is >= Least and <= Most
            ? new SloTarget(availability)
            : throw new ServiceStartException($"Slo:Availability is '{written}'; it must be a number from {Least} to {Most}, such as 0.999.");
    }
}
