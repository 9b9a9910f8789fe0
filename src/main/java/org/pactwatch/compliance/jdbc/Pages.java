package org.pactwatch.compliance.jdbc;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads page by page, each from where the last one ended: a plain SELECT would be held in memory whole. The pages grow,
 * since most questions are answered by the first few rows.
 */
final class Pages<T> implements Iterator<T> {

    private static final int FIRST = 10;
    private static final int LARGEST = 3_200;

    private final BiFunction<@Nullable T, Integer, List<T>> read;
    private Iterator<T> page = List.<T>of().iterator();
    private @Nullable T end;
    private int size = FIRST;
    private boolean last;

    /** @param read what follows a row, or the start if it is {@code null}; at most so many */
    Pages(BiFunction<@Nullable T, Integer, List<T>> read) {
        this.read = read;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !last) {
            List<T> rows = read.apply(end, size);
            last = rows.size() < size;
            page = rows.iterator();
            end = rows.isEmpty() ? end : rows.get(rows.size() - 1);
            size = Math.min(size * 4, LARGEST);
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
