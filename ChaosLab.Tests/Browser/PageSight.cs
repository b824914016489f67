namespace ChaosLab.Tests.Browser;

/// <summary>What was wrong with a page, looked at in every way; each text names the page.</summary>
/// <param name="Troubles">What went wrong in it.</param>
/// <param name="TooWide">In which ways of looking something lay beside the window.</param>
/// <param name="Barriers">What axe-core found, in light and dark.</param>
internal sealed record PageSight(IReadOnlyList<string> Troubles, IReadOnlyList<string> TooWide, IReadOnlyList<string> Barriers);
