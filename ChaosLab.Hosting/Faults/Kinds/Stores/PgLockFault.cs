using System.Text.RegularExpressions;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Locks a table, as a migration does that waits in the middle.</summary>
/// <remarks>The server holds the lease: it ends the transaction when nothing is heard for 4 s.</remarks>
internal sealed partial class PgLockFault(StoreTools tools) : IFaultKind
{
    public const string KindName = "pg-lock";

    private const string Table = "table";
    private const string Database = "database";

    public string Name => KindName;

    public string Description => "Locks a table against reads and writes, in a transaction that stays open.";

    public IReadOnlyList<FaultParameter> Parameters { get; } =
    [
        FaultParameters.ForSeconds(null),
        FaultParameters.Words(Table, "orders", "The table, with or without its schema."),
        FaultParameters.Words(Database, null, "Its database; left out, the first one of the server that has the table."),
    ];

    public string Observed => "A canary reads the table over a connection of its own and gets no answer within 0.5 s.";

    public string Undone => "The transaction is rolled back, by the server itself when the AppHost falls silent for 4 s; the server is asked for its session, and the canary reads until it gets an answer.";

    public bool ActsOn(IResource resource) => PostgresServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        tools.RequireNone(KindName, target);
        var table = order.Text(Table)!;
        if (!TableName().IsMatch(table))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"{Table} is '{table}', which is no name of a table; write it as orders or public.orders.");
        }

        var server = PostgresServer.Of(target);
        var database = order.Text(Database);
        if (database is not null && !server.Databases.Contains(database, StringComparer.Ordinal))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"'{target.Name}' has no database '{database}'. It has: {string.Join(", ", server.Databases)}.");
        }

        var quoted = string.Join('.', table.Split('.').Select(PostgresQuestions.Quote));
        return new TableLock(target, database is null ? server.Databases : [database], table, new PostgresTableObserver(server, quoted), tools);
    }

    [GeneratedRegex("""^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?$""")]
    private static partial Regex TableName();
}
