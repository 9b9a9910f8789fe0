package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.ArrayList;
import java.util.List;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;

/**
 * What the ring no longer has, a page at a time from the ledger. After a restart thousands come back at once, most of them
 * from the same position: a page is read once for all of them.
 */
final class StreamPages {

    private static final int ENTRIES = 32;
    private static final int BYTES = 32 << 10;
    private static final long KEPT_BYTES = 4L << 20;

    private final Ledger ledger;
    private final Progress progress;
    private final Cache<Long, List<StreamFrame>> pages = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<Long, List<StreamFrame>>) (position, page) -> 100 + size(page))
            .build();

    StreamPages(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    private static int size(List<StreamFrame> page) {
        return page.stream().mapToInt(StreamFrame::size).sum();
    }

    /** What follows {@code position}, nothing that answers don't know yet; empty only if there is nothing. */
    List<StreamFrame> after(long position) {
        List<StreamFrame> page = pages.get(position, this::read);
        if (page.isEmpty()) {
            pages.invalidate(position);
        }
        return page;
    }

    private List<StreamFrame> read(long position) {
        long known = progress.position();
        List<StreamFrame> page = new ArrayList<>();
        int bytes = 0;
        for (Entry entry : ledger.after(position, ENTRIES)) {
            if (entry.position() > known || bytes > BYTES) {
                break;
            }
            StreamFrame frame = StreamFrame.of(entry);
            page.add(frame);
            bytes += frame.size();
        }
        return List.copyOf(page);
    }
}
