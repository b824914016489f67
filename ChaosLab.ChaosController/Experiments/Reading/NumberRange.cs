using System.Globalization;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Which numbers a setting allows.</summary>
/// <param name="Least">The lower end.</param>
/// <param name="Most">The upper end, included unless <paramref name="Open"/>.</param>
/// <param name="AboveLeast">Whether the lower end itself is excluded.</param>
/// <param name="Open">Whether the upper end itself is excluded.</param>
/// <param name="Whole">Whether it must be a whole number.</param>
internal sealed record NumberRange(double Least, double Most, bool AboveLeast = false, bool Open = false, bool Whole = false)
{
    /// <summary>Rates of a load, in requests per second.</summary>
    public static NumberRange Rate { get; } = new(0, 20_000, AboveLeast: true);

    public static NumberRange Any { get; } = new(double.MinValue, double.MaxValue);

    public bool Holds(double number)
        => double.IsFinite(number)
            && (AboveLeast ? number > Least : number >= Least)
            && (Open ? number < Most : number <= Most)
            && (!Whole || number == Math.Floor(number));

    /// <summary>For messages: <c>a number of more than 0, at most 20,000</c>.</summary>
    public override string ToString()
    {
        var sort = Whole ? "a whole number" : "a number";
        if (this == Any) return sort;
        if (!AboveLeast && !Open && Most < double.MaxValue) return $"{sort} from {Text(Least)} to {Text(Most)}";
        var lower = $"{(AboveLeast ? "more than" : "at least")} {Text(Least)}";
        return Most == double.MaxValue ? $"{sort}, {lower}" : $"{sort}, {lower}, {(Open ? "less than" : "at most")} {Text(Most)}";
    }

    private static string Text(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
