using System.ComponentModel.DataAnnotations;

namespace ChaosLab.Catalog;

/// <summary>Settings of the catalog; configuration section <c>Catalog</c>. Validated at start.</summary>
internal sealed class CatalogOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Catalog";

    /// <summary>How long an answer counts as fresh in Redis; 1 s to 1 h. Default 5 s.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer is given again from this process before Redis is asked; 0 (never) to 1 min. Default 1 s; 0 in the naive profile.</summary>
    public TimeSpan LocalFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the last known products may stand in for Postgres in Redis; 1 min to 30 days. Default 1 day.</summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the last known products are brought up to date; 1 s to 1 h. Default 30 s.</summary>
    public TimeSpan StaleRefresh { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers kept in this process at most; 16 to 100,000. Default 1000.</summary>
    [Range(16, 100_000, ErrorMessage = "Catalog:LocalCapacity must be from {1} to {2}.")]
    public int LocalCapacity { get; set; } = 1000;

    /// <summary>Whether the last known products stand in while Postgres is away. Default true; false in the naive profile.</summary>
    public bool ServeStale { get; set; } = true;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        return new[]
        {
            Check(nameof(FreshFor), FreshFor, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Check(nameof(LocalFor), LocalFor, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            Check(nameof(StaleFor), StaleFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
            Check(nameof(StaleRefresh), StaleRefresh, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        }.OfType<ValidationResult>();

        static ValidationResult? Check(string name, TimeSpan value, TimeSpan min, TimeSpan max) =>
            value < min || value > max ? new($"{Section}:{name} is {value}; it must be between {min} and {max}.", [name]) : null;
    }
}
