namespace ChaosLab.ChaosController.Ledger;

/// <summary>One of the shop's books could not be read, so nothing can be said of the purchases.</summary>
/// <param name="book">Which, for example <c>The orders in Postgres</c>.</param>
/// <param name="why">Why not, and what to do, as sentences.</param>
/// <param name="cause">What happened.</param>
internal sealed class BookUnreadableException(string book, string why, Exception? cause = null)
    : Exception($"{book} cannot be read: {why}", cause);
