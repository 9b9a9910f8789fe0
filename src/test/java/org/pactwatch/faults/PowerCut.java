package org.pactwatch.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A disk for H2 ({@code jdbc:h2:powercut:…}) whose power can be cut. What has been forced is on it. Of what was written
 * since, a real disk may hold any part in any order when the power goes: each write is kept, dropped, or torn at a sector.
 */
public final class PowerCut extends FilePathWrapper {

    private static final int SECTOR = 512;
    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    /** Public, since H2 makes one for each path. */
    public PowerCut() {}

    static void register() {
        FilePath.register(new PowerCut());
    }

    @Override
    public String getScheme() {
        return "powercut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel base = super.open(mode);
        return mode.equals("r")
                ? base
                : new Channel(base, DISKS.computeIfAbsent(getBase().toString(), Disk::new));
    }

    /** From now on nothing can be read or written; what is left of the file in {@code folder} is on its disk. */
    static void cut(Path folder, SplittableRandom chance) throws IOException {
        for (Map.Entry<String, Disk> disk : DISKS.entrySet()) {
            if (Path.of(disk.getKey()).startsWith(folder.toAbsolutePath())) {
                disk.getValue().cut(chance);
            }
        }
    }

    /** The power is back: opened again, the files are what was left of them. */
    static void restore(Path folder) {
        DISKS.keySet().removeIf(file -> Path.of(file).startsWith(folder.toAbsolutePath()));
    }

    /** A write, or with {@code null} for bytes a cut to the length {@code at}. */
    private record Change(long at, byte @Nullable [] bytes) {

        void apply(FileChannel file) throws IOException {
            if (bytes == null) {
                file.truncate(at);
            } else {
                apply(file, bytes.length);
            }
        }

        void apply(FileChannel file, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes, 0, length);
            for (long to = at; rest.hasRemaining(); ) {
                to += file.write(rest, to);
            }
        }
    }

    /** One file: as its users see it, and beside it as it has been forced. */
    private static final class Disk {

        private final Path file;
        private final Path forced;
        private final List<Change> pending = new ArrayList<>();
        private boolean dark;

        Disk(String name) {
            file = Path.of(name);
            forced = Path.of(name + ".forced");
            try {
                Files.copy(file, forced, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void check() throws IOException {
            if (dark) {
                throw new IOException("The power is off.");
            }
        }

        synchronized int write(FileChannel to, ByteBuffer bytes, long at) throws IOException {
            check();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            Change change = new Change(at, copy);
            change.apply(to);
            pending.add(change);
            return copy.length;
        }

        synchronized void truncate(FileChannel to, long length) throws IOException {
            check();
            to.truncate(length);
            pending.add(new Change(length, null));
        }

        synchronized void force() throws IOException {
            check();
            try (FileChannel disk = FileChannel.open(forced, StandardOpenOption.WRITE)) {
                for (Change change : pending) {
                    change.apply(disk);
                }
            }
            pending.clear();
        }

        synchronized void cut(SplittableRandom chance) throws IOException {
            if (dark) {
                return;
            }
            dark = true;
            // From nothing reached it to nearly everything did.
            int kept = chance.nextInt(0, 101);
            try (FileChannel disk = FileChannel.open(forced, StandardOpenOption.WRITE)) {
                for (Change change : pending) {
                    if (chance.nextInt(100) < kept) {
                        byte[] bytes = change.bytes();
                        if (bytes != null && bytes.length > SECTOR && chance.nextInt(4) == 0) {
                            change.apply(disk, SECTOR * chance.nextInt(bytes.length / SECTOR));
                        } else {
                            change.apply(disk);
                        }
                    }
                }
            }
            Files.move(forced, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static final class Channel extends FileBaseDefault {

        private final FileChannel base;
        private final Disk disk;

        Channel(FileChannel base, Disk disk) {
            this.base = base;
            this.disk = disk;
        }

        @Override
        public int read(ByteBuffer to, long at) throws IOException {
            disk.check();
            return base.read(to, at);
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            return disk.write(base, from, at);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.force();
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implTruncate(long length) throws IOException {
            disk.truncate(base, length);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
