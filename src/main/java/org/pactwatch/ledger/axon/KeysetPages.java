package org.pactwatch.ledger.axon;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pactwatch.ledger.Entry;

/** Entries in order, read page by page as they are asked for; ends where the ledger ends at that moment. */
final class KeysetPages implements Iterator<Entry> {

    static final int SIZE = 500;

    private final LongFunction<List<Entry>> pageAfter;
    private final ToLongFunction<Entry> key;
    private long after;
    private Iterator<Entry> page = List.<Entry>of().iterator();
    private boolean last;

    private KeysetPages(long after, LongFunction<List<Entry>> pageAfter, ToLongFunction<Entry> key) {
        this.after = after;
        this.pageAfter = pageAfter;
        this.key = key;
    }

    /** @param pageAfter up to {@link #SIZE} entries whose key is greater than the given one */
    static Stream<Entry> stream(long after, LongFunction<List<Entry>> pageAfter, ToLongFunction<Entry> key) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new KeysetPages(after, pageAfter, key), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !last) {
            List<Entry> entries = pageAfter.apply(after);
            last = entries.size() < SIZE;
            page = entries.iterator();
        }
        return page.hasNext();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Entry entry = page.next();
        after = key.applyAsLong(entry);
        return entry;
    }
}
