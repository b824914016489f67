using System.Text;
using ChaosLab.Catalog.Products;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Catalog;

public sealed class CatalogQueryTests
{
    private static readonly Product Book = new("book", "A Book", 9.99m, "100% paper");
    private static readonly Product Pen = new("pen", "Pen", 1m, "Writes in a book");
    private static readonly Product[] All = [Book, Pen];

    [Fact]
    public void Everything_is_rendered_as_products() =>
        Text(new CatalogQuery.Everything().Render([Book])).ShouldBe(
            """{"products":[{"id":"book","name":"A Book","price":9.99,"description":"100% paper"}]}""");

    [Fact]
    public void One_is_rendered_as_the_product_itself_or_not_at_all()
    {
        var query = new CatalogQuery.One("book");
        Text(query.Render(query.Among(All))).ShouldStartWith("""{"id":"book",""");
        new CatalogQuery.One("Book").Render(new CatalogQuery.One("Book").Among(All)).ShouldBeNull();
    }

    [Fact]
    public void Search_repeats_the_question() =>
        Text(new CatalogQuery.Search("x").Render([])).ShouldBe("""{"query":"x","results":[]}""");

    [Theory]
    [InlineData("BOOK", new[] { "book", "pen" })]
    [InlineData("100%", new[] { "book" })]
    [InlineData("%", new[] { "book" })]
    [InlineData("_", new string[0])]
    public void Search_among_copies_finds_what_the_database_would(string text, string[] ids) =>
        new CatalogQuery.Search(text).Among(All).Select(product => product.Id).ShouldBe(ids);

    [Fact]
    public void Search_shows_a_limited_number() =>
        new CatalogQuery.Search("n").Among([.. Enumerable.Range(0, 200).Select(i => new Product($"{i}", "n", 1m, ""))])
            .Count.ShouldBe(CatalogQuery.Search.Limit);

    [Fact]
    public void Assortment_sells_the_book_and_repeats_no_id()
    {
        Assortment.Products.ShouldContain(product => product.Id == "book" && product.Price == 9.99m);
        Assortment.Products.Select(product => product.Id).ShouldBeUnique();
        Assortment.Products.ShouldAllBe(product => product.Price > 0);
    }

    private static string Text(byte[]? json) => Encoding.UTF8.GetString(json!);
}
