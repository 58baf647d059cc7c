package org.charactermirror.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements of one connection that are parsed once, however often they run. Not thread-safe. */
final class ReusedStatements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> bySql = new HashMap<>();

    ReusedStatements(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement with values for its question marks. */
    void run(String sql, @Nullable Object... values) throws SQLException {
        use(sql, PreparedStatement::execute, values);
    }

    /** Returns what a query finds, in its order. */
    <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        return use(
                sql,
                statement -> {
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(reader.read(rows));
                        }
                    }
                    return found;
                },
                values);
    }

    /** Returns the first row that a query finds; nothing where it finds none. */
    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) throws SQLException {
        return all(sql, reader, values).stream().findFirst();
    }

    /** Makes something of a row. */
    interface RowReader<T> {

        /** Reads the row on which the result stands. */
        T read(ResultSet row) throws SQLException;
    }

    private interface Use<T> {

        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T use(String sql, Use<T> use, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = bySql.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            bySql.put(sql, statement);
        }
        try {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            // The driver gives up a statement that failed.
            bySql.remove(sql);
            statement.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : bySql.values()) {
            statement.close();
        }
        bySql.clear();
    }
}
