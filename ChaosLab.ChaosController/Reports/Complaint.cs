namespace ChaosLab.ChaosController.Reports;

/// <summary>That a part of the lab complained, or was complained of.</summary>
/// <param name="Resource">Which part.</param>
/// <param name="What">Of what, in a word or two.</param>
/// <param name="Times">How often.</param>
/// <param name="First">When first.</param>
internal sealed record Complaint(string Resource, string What, int Times, DateTimeOffset First);
