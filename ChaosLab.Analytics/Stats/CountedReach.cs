namespace ChaosLab.Analytics.Stats;

/// <summary>How far the counted orders reach.</summary>
/// <param name="Since">
/// Orders whose events are newer are all told, as far as they were ever in the stream; of older ones some may be missing, because the
/// stream no longer had them when this process began to read it, or because they were too many to remember. Null before it was read.
/// </param>
/// <param name="UpTo">When the newest event counted happened; null before the first.</param>
internal sealed record CountedReach(DateTimeOffset? Since, DateTimeOffset? UpTo);
