using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lowers = "abcdefghijkmnpqrstuvwxyz";
    private const string Uppers = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>The fewest characters.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether there are lower-case letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether there are upper-case letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether there are digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether there are other characters.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The fewest lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The fewest upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The fewest digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The fewest other characters.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc />
    public override string GetDefaultValue()
    {
        var all = (Lower ? Lowers : "") + (Upper ? Uppers : "") + (Numeric ? Digits : "") + (Special ? Specials : "");
        if (all.Length == 0) throw new DistributedApplicationException("A generated value needs at least one kind of characters.");
        var characters = new List<char>();
        Take(Lower, Lowers, MinLower);
        Take(Upper, Uppers, MinUpper);
        Take(Numeric, Digits, MinNumeric);
        Take(Special, Specials, MinSpecial);
        Take(true, all, MinLength - characters.Count);
        var value = characters.ToArray();
        RandomNumberGenerator.Shuffle(value.AsSpan());
        return new string(value);

        void Take(bool allowed, string from, int count)
        {
            if (allowed && count > 0) characters.AddRange(RandomNumberGenerator.GetItems<char>(from, count));
        }
    }
}
