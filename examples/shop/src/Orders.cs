using System.Text.Json;
using Npgsql;

namespace Shop;

/// <summary>The orders in PostgreSQL: written once, taken once by whoever sends the mail.</summary>
internal sealed class Orders : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = new NpgsqlSlimDataSourceBuilder(new NpgsqlConnectionStringBuilder
    {
        Host = Setting.Text("DB_HOST", "orders-db"),
        Port = Setting.Number("DB_PORT", 5432),
        Database = Setting.Text("DB_NAME", "shop"),
        Username = Setting.Text("DB_USER", "shop"),
        Password = Setting.Text("DB_PASSWORD", ""),
        MaxPoolSize = 8,
        // The handful of connections is closed when nobody buys, and a database that moved is found again.
        ConnectionIdleLifetime = 30,
        Timeout = 5,
        CommandTimeout = 10,
    }.ConnectionString).Build();

    /// <summary>Makes the table where there is none. Two that start at once do it one after the other.</summary>
    public async Task Prepare(CancellationToken cancellation) => await Run("""
        select pg_advisory_xact_lock(7310);
        create table if not exists orders (
          id uuid primary key,
          placed timestamptz not null default now(),
          email text not null,
          currency text not null,
          total numeric not null,
          content text not null,
          mailed timestamptz);
        create index if not exists orders_to_mail on orders (placed) where mailed is null;
        """, cancellation);

    public async Task Check(CancellationToken cancellation) => await Run("select 1", cancellation);

    public async Task Add(Order order, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("insert into orders (id, email, currency, total, content) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Email });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Total.Currency });
        command.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = order.Total.Amount });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(order, Wire.Default.Order) });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The oldest orders that nobody was written about, marked as written about; two that ask at once get different ones.</summary>
    public async Task<IReadOnlyList<Order>> TakeUnmailed(int atMost, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""
            update orders set mailed = now() where id in (
              select id from orders where mailed is null order by placed limit $1 for update skip locked)
            returning content
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = atMost });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var taken = new List<Order>();
        while (await reader.ReadAsync(cancellation))
            taken.Add(JsonSerializer.Deserialize(reader.GetString(0), Wire.Default.Order)!);
        return taken;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task Run(string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
