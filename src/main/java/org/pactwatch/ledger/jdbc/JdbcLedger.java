package org.pactwatch.ledger.jdbc;

import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.AggregateHead;
import org.pactwatch.ledger.Append;
import org.pactwatch.ledger.Appended;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.SaltSource;
import org.pactwatch.ledger.SealedEvent;

/**
 * The ledger in the table {@code ledger_entry} of H2 or PostgreSQL. What is appended goes through {@link GroupCommit};
 * readers take a connection each, and no transaction of Spring's has a part in either.
 */
public final class JdbcLedger implements Ledger, AutoCloseable {

    /** A batch that takes longer is no longer waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(750);

    private final EntryReader reader;
    private final SaltSource salts;
    private final GroupCommit commits;
    private final @Nullable FileCompaction compaction;
    private final String url;

    private JdbcLedger(
            EntryReader reader,
            SaltSource salts,
            GroupCommit commits,
            @Nullable FileCompaction compaction,
            String url) {
        this.reader = reader;
        this.salts = salts;
        this.commits = commits;
        this.compaction = compaction;
        this.url = url;
    }

    /**
     * Opens the ledger of a migrated database.
     *
     * @param clock read once for each batch
     * @throws LedgerUnavailable if the database would lose what was acknowledged, or its last positions have holes
     */
    public static JdbcLedger open(DataSource dataSource, InstantSource clock, SaltSource salts) {
        return open(dataSource, dataSource, clock, salts, CommitListener.NONE);
    }

    /**
     * The same, where readers can't keep the writer waiting for a connection.
     *
     * @param writing one connection is enough
     */
    public static JdbcLedger open(
            DataSource reading, DataSource writing, InstantSource clock, SaltSource salts, CommitListener listener) {
        try (Connection connection = writing.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            OpeningChecks.run(connection, dialect);
            String url = connection.getMetaData().getURL();
            String file = PatientFiles.path(url);
            PatientFiles.wait(url);
            DurableHead durable = new DurableHead();
            if (dialect.showsWhatIsNotDurable()) {
                dialect.makeDurable(connection);
                durable.is(EntryReader.tail(connection).position());
            }
            Reserve reserve = file.isEmpty() ? null : new Reserve(new File(file + ".mv.db"));
            BatchWriter writer = new BatchWriter(writing, dialect, clock, durable, reserve);
            return new JdbcLedger(
                    new EntryReader(reading, durable),
                    salts,
                    new GroupCommit(writer, PATIENCE, listener),
                    reserve == null ? null : FileCompaction.begin(writing, reserve),
                    url);
        } catch (SQLException e) {
            throw new LedgerUnavailable("The ledger's database can't be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Appended append(List<NewEvent> events, @Nullable RequestKey request) {
        return commits.append(new Append(
                events.stream()
                        .map(event -> SealedEvent.of(event, salts.next()))
                        .toList(),
                request));
    }

    /** Why nothing can be recorded now; empty if it can. */
    public Optional<String> trouble() {
        return commits.trouble();
    }

    /** How many appends wait to be written. */
    public int queued() {
        return commits.queued();
    }

    /** Writes what is queued, and takes no more. */
    @Override
    public void close() {
        PatientFiles.hurry(url);
        if (compaction != null) {
            compaction.close();
        }
        commits.close();
    }

    @Override
    public long head() {
        return reader.head();
    }

    @Override
    public Optional<Entry> at(long position) {
        return reader.one("where position = ?", position);
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return reader.list("where position > ? order by position limit ?", position, limit);
    }

    @Override
    public List<Entry> after(long position, int limit, String aggregateId) {
        // By the index's own columns, or H2 sorts all events of the aggregate; positions grow with the sequence.
        return reader.list(
                "where aggregate_id = ? and position > ? order by aggregate_id, sequence limit ?",
                aggregateId,
                position,
                limit);
    }

    @Override
    public List<Entry> stream(String aggregateId, long upToPosition) {
        return reader.list(
                "where aggregate_id = ? and position <= ? order by aggregate_id, sequence", aggregateId, upToPosition);
    }

    @Override
    public List<Entry> streams(Collection<String> aggregateIds, long upToPosition) {
        return reader.list(
                "where aggregate_id = any(?) and position <= ? order by aggregate_id, sequence",
                aggregateIds.toArray(String[]::new),
                upToPosition);
    }

    @Override
    public List<Entry> fromSequence(String aggregateId, long firstSequence, int limit) {
        return reader.list(
                "where aggregate_id = ? and sequence >= ? order by aggregate_id, sequence limit ?",
                aggregateId,
                firstSequence,
                limit);
    }

    @Override
    public Optional<AggregateHead> headOf(String aggregateId) {
        return reader.headOf(aggregateId);
    }

    @Override
    public long positionAt(Instant instant) {
        return reader.positionAt(instant);
    }

    @Override
    public Optional<Entry> byRequest(String requestKey) {
        return reader.one("where request_key = ?", requestKey);
    }
}
