namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>
/// Lets equal things that come again and again be kept only once. Each has one place, by its hash, and the last to come has it: so it
/// is bounded, forgets what comes no more, and needs no lock. Thread-safe; that two are not shared costs memory only.
/// </summary>
/// <param name="places">How many places.</param>
internal sealed class Shared<T>(int places)
    where T : class, IEquatable<T>
{
    private readonly T?[] _places = new T?[places];

    /// <summary>The one that is kept already, or this one.</summary>
    public T Of(T one)
    {
        ref var place = ref _places[(uint)one.GetHashCode() % (uint)places];
        if (place is { } known && one.Equals(known)) return known;
        place = one;
        return one;
    }
}
