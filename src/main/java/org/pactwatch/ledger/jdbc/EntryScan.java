package org.pactwatch.ledger.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.LedgerUnavailable;

/**
 * Reads a long run of entries in order, in pages by key, the next page while the last one is worked on. It has the
 * database's connection to itself until it is closed.
 */
final class EntryScan implements AutoCloseable {

    static final int PAGE = 2_000;

    /** What a page should hold at most, in characters; so that long texts make small pages, not a full heap. */
    private static final long PAGE_TEXT = 8_000_000;

    private final LedgerDatabase database;
    private final long last;
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private Future<List<Entry>> next;
    private List<Entry> page = List.of();
    private int index;

    /** Reads what follows {@code after}, up to and with {@code last}. */
    EntryScan(LedgerDatabase database, long after, long last) {
        this.database = database;
        this.last = last;
        this.next = fetch(after, PAGE);
    }

    private Future<List<Entry>> fetch(long after, int rows) {
        return reader.submit(() -> after >= last
                ? List.of()
                : EntryReader.list(
                        database.connection(),
                        "where position > ? and position <= ? order by position limit ?",
                        after,
                        last,
                        rows));
    }

    /** The next entry, {@code null} after the last. */
    @Nullable
    Entry next() {
        if (index == page.size()) {
            page = nextPage();
            index = 0;
        }
        return page.isEmpty() ? null : page.get(index++);
    }

    /** The next entries, none after the last. Not to be mixed with {@link #next()}. */
    List<Entry> nextPage() {
        List<Entry> read = take(next);
        if (!read.isEmpty()) {
            next = fetch(read.get(read.size() - 1).position(), rowsAfter(read));
        }
        return read;
    }

    private static int rowsAfter(List<Entry> read) {
        long text = read.stream()
                .mapToLong(entry -> entry.payload().length() + entry.metadata().length())
                .sum();
        return (int) Math.clamp(PAGE_TEXT * read.size() / Math.max(1, text), 1, PAGE);
    }

    private List<Entry> take(Future<List<Entry>> fetched) {
        try {
            return fetched.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw LedgerDatabase.unreadable(database.place(), cause);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable(
                    "Interrupted while reading " + database.place().shown() + ".", e);
        }
    }

    @Override
    public void close() {
        reader.shutdown();
        try {
            // The connection must not be used by two at once.
            next.get();
        } catch (ExecutionException e) {
            // Nobody asks for this page any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
