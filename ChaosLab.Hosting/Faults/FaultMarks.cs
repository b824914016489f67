namespace ChaosLab.Hosting.Faults;

/// <summary>Shows on a resource which faults act on it, which also makes the host look at its commands again.</summary>
internal sealed class FaultMarks(ResourceNotificationService notifications, FaultBook book)
{
    /// <summary>The property of the snapshot that names active faults.</summary>
    public const string Property = "chaoslab.faults";

    /// <summary>The kinds that a snapshot says act on its resource.</summary>
    public static IEnumerable<string> KindsOn(CustomResourceSnapshot snapshot)
        => !snapshot.Properties.IsDefault && snapshot.Properties.FirstOrDefault(property => property.Name == Property)?.Value is string text
            ? text.Split(", ").Select(entry => entry.Split(' ')[0])
            : [];

    public async Task UpdateAsync(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            var text = string.Join(", ", book.ActiveOn(resource)
                .Select(run => run.Record.Kind + (run.Record.EndsAt is { } end ? $" until {end.ToLocalTime():HH:mm:ss}" : "")));
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                Properties = text.Length == 0
                    ? snapshot.Properties.RemoveAll(property => property.Name == Property)
                    : snapshot.Properties.RemoveAll(property => property.Name == Property).Add(new ResourcePropertySnapshot(Property, text)),
            });
        }
    }
}
