package org.pactwatch.ledger.jdbc;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 that wait for room on a full disk, and whose writes reach it in an order that a power cut can't undo. Used by
 * an address such as {@code jdbc:h2:patient:/path}; the file is the same as with {@code jdbc:h2:file:/path}.
 *
 * <p>H2 alone closes the whole database at the first write that finds no room, also for those who read. So it only sees a
 * slow disk: readers go on, and so do writers once there is room.
 *
 * <p>H2 alone writes over what a commit no longer needs, though that commit may not be on the disk yet, where a projection
 * made it and nobody waited for it. A disk whose power goes may then hold the later write without the earlier ones, and H2
 * finds its file torn, or goes back to a state from before what was acknowledged since. So before anything is written over,
 * all that was written until then is forced.
 */
public final class PatientFiles extends FilePathWrapper {

    private static final String SCHEME = "patient";
    /** Schemes of other such wrappers below this one; a drive of Windows has one letter. */
    private static final String BELOW = "(?:[a-z]{2,}:)*";

    private static final long PAUSE_MILLIS = 20;
    private static final Set<String> HURRIED = ConcurrentHashMap.newKeySet();

    /** The thread copies a whole file: where it is to end, known once it has read the file's head. */
    private static final ThreadLocal<long[]> COPYING = new ThreadLocal<>();

    private static final long NOT_YET = Long.MAX_VALUE;

    static {
        FilePath.register(new PatientFiles());
    }

    /** Makes H2 know the scheme, for who did not get the address from {@link #url} in this process. */
    public static void register() {
        // Done when this class was initialised, just now or before.
    }

    /**
     * The address of a database in {@code file}.
     *
     * @param file without H2's own ending
     */
    public static String url(Path file) {
        // Below it H2's own files that survive an interrupted thread, which would close the file for everybody.
        return "jdbc:h2:" + SCHEME + ":retry:" + file.toAbsolutePath();
    }

    /** The path of a database's file, of that scheme or H2's own, without H2's ending; empty if it is not in a file. */
    static String path(String url) {
        String file = url.replaceFirst(";.*$", "");
        return file.startsWith("jdbc:h2:" + SCHEME + ":") || file.startsWith("jdbc:h2:file:")
                ? file.replaceFirst("^jdbc:h2:(file:|" + SCHEME + ":" + BELOW + ")", "")
                : "";
    }

    /** Work that reads a file from its head to its end. */
    interface Copying {
        void run() throws SQLException;
    }

    /**
     * Lets {@code copying} see each file end where it ended when its head was read. What is appended meanwhile is not
     * wanted, and whoever writes faster than this thread reads would keep it from coming to an end.
     */
    static void copy(Copying copying) throws SQLException {
        COPYING.set(new long[] {NOT_YET});
        try {
            copying.run();
        } finally {
            COPYING.remove();
        }
    }

    /** Lets nobody wait any more for the database at {@code url}, which is about to be closed. */
    static void hurry(String url) {
        HURRIED.add(path(url));
    }

    /** Takes {@link #hurry} back. */
    static void wait(String url) {
        HURRIED.remove(path(url));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Patient(
                super.open(mode), new Reserve(new File(unwrap().toString().replaceFirst("^" + BELOW, ""))));
    }

    private static final class Patient extends FileBaseDefault {

        private final FileChannel channel;
        private final Reserve disk;
        private final Lock forcing = new ReentrantLock();
        /** How many writes may not be on the disk; at first nobody knows what a process before this one has left. */
        private final AtomicLong unforced = new AtomicLong(1);

        Patient(FileChannel channel, Reserve disk) {
            this.channel = channel;
            this.disk = disk;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (position < channel.size() && unforced.get() > 0) {
                force(false);
            }
            try {
                return writePatiently(source, position);
            } finally {
                unforced.incrementAndGet();
            }
        }

        private int writePatiently(ByteBuffer source, long position) throws IOException {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return channel.write(source, position);
                    } catch (IOException e) {
                        if (!isFull(e) || isHurried()) {
                            throw e;
                        }
                        interrupted |= !sleep();
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** Java has no error of its own for it, only the system's words. */
        private boolean isFull(IOException error) {
            String words = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
            return words.contains("space") || words.contains("quota") || disk.isUsedUp();
        }

        private boolean isHurried() {
            return HURRIED.stream().anyMatch(disk.file().getPath()::startsWith);
        }

        /** An interrupted thread waits on too: an error here would close the database. */
        private static boolean sleep() {
            try {
                Thread.sleep(PAUSE_MILLIS);
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            long[] end = COPYING.get();
            if (end == null) {
                return channel.read(target, position);
            }
            if (position >= end[0]) {
                return -1;
            }
            int read = channel.read(target, position);
            if (position == 0) {
                // After the head, which names the last chunk: that lies before the end in any case.
                end[0] = channel.size();
            }
            return read;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size);
            unforced.incrementAndGet();
        }

        @Override
        public void force(boolean metadata) throws IOException {
            forcing.lock();
            try {
                // What is written meanwhile may not be forced by it.
                long before = unforced.get();
                channel.force(metadata);
                unforced.addAndGet(-before);
            } finally {
                forcing.unlock();
            }
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public String toString() {
            return disk.file().toString();
        }
    }
}
