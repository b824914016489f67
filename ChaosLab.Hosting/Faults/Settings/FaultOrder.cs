using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults.Settings;

/// <summary>A checked request: every setting has a value, within its range and in its unit.</summary>
internal sealed class FaultOrder
{
    private const int LongestText = 200;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _numbers = new(StringComparer.Ordinal);

    private FaultOrder(FaultRequest request, string? id) => (Request, Id) = (request, id);

    /// <summary>The id that the fault has in the lab; null where nobody has given it one.</summary>
    public string? Id { get; }

    /// <summary>What was asked for, with the duration and the seed that act.</summary>
    public FaultRequest Request { get; private set; }

    /// <summary>How long it lasts, in seconds; null means until lifted, for at most an hour, or that it acts in one moment.</summary>
    public double? ForSeconds => Request.ForSeconds;

    /// <summary>The seed of the kind's random choices; 0 when it makes none.</summary>
    public int Seed => Request.Seed ?? 0;

    /// <summary>All settings of the kind, as text with units.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>A number of the kind, in the unit that it is declared in.</summary>
    public double Number(string name) => _numbers[name];

    /// <summary>A whole number of the kind, rounded.</summary>
    public long Whole(string name) => (long)Math.Round(_numbers[name]);

    /// <summary>A text of the kind; null when it was left out and has no default.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>Checks a request against what a kind declares.</summary>
    /// <exception cref="FaultRefusedException">A setting is unknown, is no quantity of its unit, or is out of its range.</exception>
    public static FaultOrder Check(IFaultKind kind, FaultRequest request, string? id = null)
    {
        var order = new FaultOrder(request, id);
        order.CheckCommon(kind);
        var own = kind.Parameters.Where(parameter => !IsCommon(parameter.Name)).ToArray();
        foreach (var name in request.Settings?.Keys ?? [])
        {
            if (own.Any(parameter => parameter.Name == name)) continue;
            throw new FaultRefusedException(Refusal.Invalid, $"'{kind.Name}' has no setting '{name}'."
                + (own.Length == 0 ? " It has none." : $" It has: {string.Join(", ", own.Select(parameter => parameter.Name))}."));
        }

        foreach (var parameter in own) order.Take(kind, parameter, request.Settings?.GetValueOrDefault(parameter.Name));
        return order;
    }

    private static bool IsCommon(string name) => name is FaultParameters.Duration or FaultParameters.Seed;

    private void CheckCommon(IFaultKind kind)
    {
        Common(kind, FaultParameters.Duration, Request.ForSeconds);
        Common(kind, FaultParameters.Seed, Request.Seed);
        if (Request.Reason is { Length: > LongestText }) throw new FaultRefusedException(Refusal.Invalid, $"The reason is longer than {LongestText} characters.");
        if (Request.Owner is { Length: > 100 }) throw new FaultRefusedException(Refusal.Invalid, "The owner is longer than 100 characters.");
        if (Request.Run is { Length: > 100 }) throw new FaultRefusedException(Refusal.Invalid, "The run is longer than 100 characters.");
        Request = Request with
        {
            ForSeconds = Request.ForSeconds ?? kind.Parameters.FirstOrDefault(parameter => parameter.Name == FaultParameters.Duration)?.Default,
        };
        if (Request.Seed is null && kind.Parameters.Any(parameter => parameter.Name == FaultParameters.Seed))
        {
            Request = Request with { Seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) };
        }
    }

    private static void Common(IFaultKind kind, string name, double? value)
    {
        if (value is not { } given) return;
        var parameter = kind.Parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new FaultRefusedException(Refusal.Invalid, $"'{kind.Name}' has no setting {name}.");
        CheckRange(kind, parameter, given);
    }

    private void Take(IFaultKind kind, FaultParameter parameter, string? written)
    {
        if (parameter.Text == true)
        {
            TakeText(kind, parameter, string.IsNullOrWhiteSpace(written) ? parameter.DefaultText : written.Trim());
            return;
        }

        var number = string.IsNullOrWhiteSpace(written) ? parameter.Default : Quantity.Read(written, parameter.Unit)
            ?? throw new FaultRefusedException(Refusal.Invalid,
                $"{parameter.Name} is '{written}'; it must be a number{(parameter.Unit is { } unit ? $" in {unit}" : "")}.");
        if (number is not { } value) return;
        CheckRange(kind, parameter, value);
        _numbers[parameter.Name] = value;
        _values[parameter.Name] = Quantity.Write(value, parameter.Unit);
    }

    private void TakeText(IFaultKind kind, FaultParameter parameter, string? text)
    {
        if (text is null) return;
        if (parameter.Choices is { } choices && !choices.Contains(text, StringComparer.Ordinal))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"{parameter.Name} is '{text}'; '{kind.Name}' allows {string.Join(", ", choices)}.");
        }

        if (text.Length > LongestText || text.Any(char.IsControl))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"{parameter.Name} must be at most {LongestText} characters, none of them a control character.");
        }

        _values[parameter.Name] = text;
    }

    private static void CheckRange(IFaultKind kind, FaultParameter parameter, double given)
    {
        if (double.IsFinite(given) && given >= (parameter.Minimum ?? double.MinValue) && given <= (parameter.Maximum ?? double.MaxValue)) return;
        throw new FaultRefusedException(Refusal.Invalid, string.Create(CultureInfo.InvariantCulture,
            $"{parameter.Name} is {given}; '{kind.Name}' allows {parameter.Minimum} to {parameter.Maximum}{(parameter.Unit is { } unit ? " " + unit : "")}."));
    }
}
