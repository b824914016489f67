namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>What the load buys and searches for: the catalog's own assortment, so that a seed means the same requests everywhere.</summary>
internal static class Goods
{
    /// <summary>Items with their price for one.</summary>
    public static readonly IReadOnlyList<(string Item, decimal Price)> All =
    [
        ("book", 9.99m), ("notebook", 4.50m), ("pen", 24.00m), ("mug", 12.90m), ("lamp", 39.00m), ("headphones", 89.00m),
        ("keyboard", 119.00m), ("backpack", 64.90m), ("umbrella", 19.90m), ("flashlight", 15.50m), ("battery", 29.90m), ("puzzle", 17.00m),
    ];

    /// <summary>Texts that are searched for; the last one is in no product.</summary>
    public static readonly IReadOnlyList<string> Searches =
        ["book", "pen", "mug", "lamp", "key", "light", "power", "outage", "paper", "wind", "graph", "nothing"];
}
