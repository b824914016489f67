namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Something wrong in an experiment's file.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Path">The way to the value, such as <c>$.method[0].provider.url</c>.</param>
/// <param name="Message">What is wrong and what is right, in a sentence or two.</param>
internal sealed record Mistake(string File, int Line, int Column, string Path, string Message)
{
    /// <summary>As compilers write it, so that editors can jump there.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
