namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>One line or area of a chart.</summary>
/// <param name="Name">What it is, for the legend.</param>
/// <param name="Style">Its colour class, <c>s1</c> to <c>s5</c>; lines that share a chart differ in their dashes, too.</param>
/// <param name="Values">Value by second; null where there was none.</param>
/// <param name="Floor">Where an area begins, by second; null makes it a line.</param>
internal sealed record Series(
    string Name, string Style, IReadOnlyList<(double Second, double? Value)> Values, IReadOnlyList<double>? Floor = null)
{
    public bool Filled => Floor is not null;
}
