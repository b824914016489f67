namespace ChaosLab.Catalog.Products;

/// <summary>What an empty catalog is filled with.</summary>
internal static class Assortment
{
    public static IReadOnlyList<Product> Products { get; } =
    [
        new("book", "The Book of Outages", 9.99m, "A paperback on software that survives its users and its network."),
        new("notebook", "Field notebook", 4.50m, "Dotted paper for postmortems, 96 pages."),
        new("pen", "Fountain pen", 24.00m, "Steel nib, refillable; writes during an outage."),
        new("mug", "It-was-DNS mug", 12.90m, "Stoneware, dishwasher safe, always right."),
        new("lamp", "Desk lamp", 39.00m, "Warm light for the night shift, dimmable."),
        new("headphones", "Headphones", 89.00m, "Closed back, to hear the pager and nothing else."),
        new("keyboard", "Mechanical keyboard", 119.00m, "Tactile switches and an oversized escape key."),
        new("backpack", "Backpack", 64.90m, "Holds a 15-inch laptop and a spare."),
        new("umbrella", "Umbrella", 19.90m, "Fails open in strong wind, and folds back."),
        new("flashlight", "Flashlight", 15.50m, "For cellars, racks and power cuts; two levels."),
        new("battery", "Power bank", 29.90m, "20,000 mAh of redundancy."),
        new("puzzle", "Dependency graph puzzle", 17.00m, "1000 pieces, cycles included."),
    ];
}
