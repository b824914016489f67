namespace Aspire.Hosting;

/// <summary>What an input takes.</summary>
public enum InputType
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A line of text that is not shown.</summary>
    SecretText,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A file.</summary>
    File,
}
