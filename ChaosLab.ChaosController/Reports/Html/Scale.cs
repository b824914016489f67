namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>A vertical axis from 0 to a round number.</summary>
/// <param name="Top">Its upper end; more than 0.</param>
/// <param name="Ticks">Round values from 0 to the top.</param>
internal sealed record Scale(double Top, IReadOnlyList<double> Ticks)
{
    /// <summary>The smallest round axis with three to five steps that shows <paramref name="greatest"/>.</summary>
    public static Scale For(double greatest)
    {
        if (!double.IsFinite(greatest) || greatest <= 0) greatest = 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(greatest / 4)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * magnitude).First(step => step * 4 >= greatest * 0.999999);
        var count = (int)Math.Ceiling((greatest / step) - 0.000001);
        return new(step * count, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }
}
