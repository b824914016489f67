namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints.</summary>
internal static class ResourceNames
{
    public static void Check(string name, string what = "Resource")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var valid = name.Length <= 64
            && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && !name.EndsWith('-')
            && !name.Contains("--", StringComparison.Ordinal);
        if (!valid)
        {
            throw new ArgumentException(
                $"{what} name '{name}' is invalid. Use 1 to 64 ASCII letters, digits and single hyphens, "
                + "starting with a letter and not ending with a hyphen.",
                nameof(name));
        }
    }
}
