package org.pactwatch.compliance.web;

import org.jspecify.annotations.Nullable;

/**
 * The latest news, numbered, for all listeners together. A listener holds the number of what it wants next, and nothing
 * else: whoever is slow costs no more than who is quick. The oldest make room for the newest.
 */
final class StreamRing {

    private final StreamFrame[] slots;
    private final long mostBytes;
    private long first;
    private long next;
    private long bytes;
    private long position;
    /** What is not on record and has made room can't be had again by those who wanted a number below this one. */
    private long lost;

    /**
     * @param most frames
     * @param mostBytes of all frames; a single frame may have more
     */
    StreamRing(int most, long mostBytes) {
        this.slots = new StreamFrame[most];
        this.mostBytes = mostBytes;
    }

    /**
     * What there is for a listener.
     *
     * @param number the frame's, or the next one's
     * @param frame {@code null} if the listener has come to the end
     * @param position of the last entry that was in the ring or went past it
     * @param missed did anything make room that the ledger can't tell?
     */
    record Look(long number, @Nullable StreamFrame frame, long position, boolean missed) {}

    synchronized Look look(long wanted) {
        long number = Math.max(wanted, first);
        StreamFrame frame = number < next ? slots[slot(number)] : null;
        return new Look(number, frame, position, wanted < lost);
    }

    /** The number that the next frame will have. */
    synchronized long next() {
        return next;
    }

    synchronized long position() {
        return position;
    }

    /** What lies up to {@code to} goes past the ring: nobody listens, or the ledger has it. */
    synchronized void skipTo(long to) {
        position = Math.max(position, to);
    }

    /** Adds an entry of the ledger. */
    synchronized void add(StreamFrame frame) {
        append(frame);
        position = Math.max(position, frame.position());
    }

    /** Adds what is not on record: for everybody who has heard what is in the ring now. */
    synchronized void announce(byte[] news) {
        append(new StreamFrame(position, 0, news, news));
    }

    private void append(StreamFrame frame) {
        bytes += frame.size();
        while (next - first >= slots.length || (bytes > mostBytes && next > first)) {
            removeFirst();
        }
        slots[slot(next)] = frame;
        next++;
    }

    @SuppressWarnings("NullAway") // An empty slot holds nothing.
    private void removeFirst() {
        StreamFrame frame = slots[slot(first)];
        slots[slot(first)] = null;
        bytes -= frame.size();
        first++;
        if (frame.position() == 0) {
            lost = first;
        }
    }

    private int slot(long number) {
        return (int) (number % slots.length);
    }
}
