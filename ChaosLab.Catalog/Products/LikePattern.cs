namespace ChaosLab.Catalog.Products;

/// <summary>Patterns for LIKE and ILIKE with the default escape character.</summary>
internal static class LikePattern
{
    /// <summary>Matches what contains the text; wildcards in it are taken as they are.</summary>
    public static string Containing(string text) =>
        "%" + text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_") + "%";
}
