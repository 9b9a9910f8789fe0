package org.pactwatch.ledger.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.pactwatch.ledger.LedgerUnavailable;

/**
 * Backups of a ledger on H2, made while it is written: everything that was acknowledged before one began is in it, and of
 * what came meanwhile a beginning. Each is one file, complete from the moment on at which it has its name.
 */
public final class LedgerBackups {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);
    private static final String UNFINISHED = ".unfinished";

    /** Gives connections; how they are closed is its matter. */
    private interface Access {
        <T> T with(Work<T> work) throws SQLException, IOException;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    private final Access access;
    private final Path folder;
    private final String prefix;
    private final InstantSource clock;
    private final Pattern name;
    private final ReentrantLock one = new ReentrantLock();

    private LedgerBackups(Access access, Path folder, String prefix, InstantSource clock) {
        this.access = access;
        this.folder = folder.toAbsolutePath().normalize();
        this.prefix = prefix;
        this.clock = clock;
        this.name = Pattern.compile(Pattern.quote(prefix) + "-(\\d{8}T\\d{6}\\.\\d{3}Z)-\\d+\\.zip");
    }

    /**
     * Of a running server's database.
     *
     * @param folder where they go; made if need be
     * @param prefix what their names begin with
     */
    public static LedgerBackups of(DataSource dataSource, Path folder, String prefix) {
        return new LedgerBackups(
                new Access() {
                    @Override
                    public <T> T with(Work<T> work) throws SQLException, IOException {
                        try (Connection connection = dataSource.getConnection()) {
                            return work.on(connection);
                        }
                    }
                },
                folder,
                prefix,
                InstantSource.system());
    }

    /** Of a database that a command has opened. */
    public static LedgerBackups of(LedgerDatabase database, Path folder, String prefix) {
        return new LedgerBackups(
                new Access() {
                    @Override
                    public <T> T with(Work<T> work) throws SQLException, IOException {
                        return work.on(database.connection());
                    }
                },
                folder,
                prefix,
                InstantSource.system());
    }

    /**
     * A backup.
     *
     * @param name of the file
     * @param position everything up to it is in the backup, and perhaps more
     * @param sha256 of the file, in lower hex
     */
    public record Made(String name, long position, String sha256, long bytes) {}

    /** Another one is being made. Nothing was done. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The database is none that this class can back up. */
    public static final class NotHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHere() {
            super("Only a ledger in an H2 file is backed up this way. Copy one on PostgreSQL with ledger copy, or with"
                    + " PostgreSQL's own tools.");
        }
    }

    /**
     * Makes one.
     *
     * @throws Busy if another is being made
     * @throws NotHere if the ledger doesn't lie in an H2 file
     * @throws LedgerUnavailable if it could not be made; then nothing is left of it
     */
    public Made make() {
        if (!one.tryLock()) {
            throw new Busy();
        }
        try {
            return access.with(this::make);
        } catch (SQLException | IOException e) {
            throw new LedgerUnavailable("The backup into " + folder + " failed: " + LedgerDatabase.firstLine(e), e);
        } finally {
            one.unlock();
        }
    }

    private Made make(Connection connection) throws SQLException, IOException {
        String url = connection.getMetaData().getURL();
        if (!url.startsWith("jdbc:h2:") || url.startsWith("jdbc:h2:mem:")) {
            throw new NotHere();
        }
        OwnersOnly.folder(folder);
        long position = head(connection);
        String file = prefix + "-" + STAMP.format(clock.instant()) + "-" + position + ".zip";
        Path unfinished = folder.resolve(file + UNFINISHED);
        OwnersOnly.file(unfinished);
        try {
            try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
                backup.setString(1, unfinished.toString());
                PatientFiles.copy(backup::execute);
            }
            OwnersOnly.sync(unfinished);
            Made made = new Made(file, position, sha256(unfinished), Files.size(unfinished));
            Files.move(unfinished, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            OwnersOnly.syncFolder(folder);
            return made;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select position from ledger_entry order by position desc limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream input = new DigestInputStream(Files.newInputStream(file), sha256)) {
                input.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** When the newest was begun, whoever made it; empty if there is none. */
    public Optional<Instant> newest() {
        return all().stream().map(this::begun).max(Comparator.naturalOrder());
    }

    /** How long ago the newest was begun; empty if there is none. */
    public Optional<Duration> age() {
        Instant now = clock.instant();
        return newest().map(last -> Duration.between(last, now));
    }

    /** How long until one is due, if one is to be made {@code every} so often; nothing or less if it is due. */
    public Duration due(Duration every) {
        Instant now = clock.instant();
        return newest().map(last -> Duration.between(now, last.plus(every))).orElse(Duration.ZERO);
    }

    /** Deletes the oldest of this ledger until {@code keep} are left. The names of those deleted. */
    public List<String> deleteAllBut(int keep) {
        List<String> all = all();
        List<String> old = all.subList(0, Math.max(0, all.size() - keep));
        for (String each : old) {
            try {
                Files.deleteIfExists(folder.resolve(each));
            } catch (IOException e) {
                throw new LedgerUnavailable("The old backup " + folder.resolve(each) + " can't be deleted.", e);
            }
        }
        return old;
    }

    /** Their names, the oldest first. Files of other names are nobody's business here. */
    public List<String> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(each -> name.matcher(each).matches())
                    .sorted(Comparator.comparing(this::begun))
                    .toList();
        } catch (IOException e) {
            throw new LedgerUnavailable("The folder of backups, " + folder + ", can't be read.", e);
        }
    }

    private Instant begun(String file) {
        Matcher stamp = name.matcher(file);
        if (!stamp.matches()) {
            throw new IllegalArgumentException(file);
        }
        try {
            return STAMP.parse(stamp.group(1), Instant::from);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH; // Somebody's own file: as old as can be.
        }
    }
}
