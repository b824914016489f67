namespace ChaosLab.Catalog.Products;

/// <summary>Something the shop sells.</summary>
/// <param name="Id">Short and speaking, as in a purchase's <c>item</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Price">Above 0.</param>
/// <param name="Description">One sentence.</param>
internal sealed record Product(string Id, string Name, decimal Price, string Description);
