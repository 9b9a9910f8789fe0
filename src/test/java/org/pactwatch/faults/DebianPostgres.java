package org.pactwatch.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The PostgreSQL that an operator has, with the tools that belong to it: installed by the system, run by a user of its
 * own. Its data are thrown away.
 */
final class DebianPostgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String OWNER = "postgres";

    private final Path binaries = binaries();
    private final boolean isRoot = "root".equals(System.getProperty("user.name"));
    private final int port = freePort();
    private final Path folder;

    DebianPostgres() {
        try {
            // Not in a folder of the test's own, which its user could not enter.
            folder = Files.createTempDirectory("pactwatch-postgresql");
            if (isRoot) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OWNER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asOwner("initdb", "-D", data(), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        asOwner(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
                "start");
        run("createuser", "-h", "127.0.0.1", "-p", port(), "-U", OWNER, "pactwatch");
    }

    private static Path binaries() {
        try (Stream<Path> versions = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "pg_ctl", "createuser", "createdb", "pg_dump", "pg_restore")
                            .allMatch(tool -> Files.isExecutable(bin.resolve(tool))))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())))
                    .orElseThrow(
                            () -> new IllegalStateException("There is no PostgreSQL with pg_dump and pg_restore in "
                                    + INSTALLED + ". On Debian: apt-get install postgresql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String port() {
        return Integer.toString(port);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** A new, empty database. */
    Where database(String name) {
        run("createdb", "-h", "127.0.0.1", "-p", port(), "-U", OWNER, "-O", "pactwatch", name);
        return new Where("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "pactwatch", "");
    }

    /** {@code pg_dump -Fc}. */
    void dump(String database, Path file) {
        run("pg_dump", "-Fc", "-h", "127.0.0.1", "-p", port(), "-U", "pactwatch", "-f", file.toString(), database);
    }

    /** {@code pg_restore} into an empty database. */
    void restore(Path file, String database) {
        run(
                "pg_restore",
                "--exit-on-error",
                "--no-owner",
                "-h",
                "127.0.0.1",
                "-p",
                port(),
                "-U",
                "pactwatch",
                "-d",
                database,
                file.toString());
    }

    /** PostgreSQL refuses to be run by root. */
    private void asOwner(String tool, String... arguments) {
        List<String> line = new ArrayList<>();
        if (isRoot) {
            line.addAll(List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--clear-groups"));
        }
        execute(line, tool, arguments);
    }

    private void run(String tool, String... arguments) {
        execute(new ArrayList<>(), tool, arguments);
    }

    private void execute(List<String> line, String tool, String... arguments) {
        line.add(binaries.resolve(tool).toString());
        line.addAll(List.of(arguments));
        try {
            // Into a file: the server that pg_ctl starts would keep a pipe open.
            Path said = Files.createTempFile("pactwatch-" + tool, ".log");
            Process process = new ProcessBuilder(line)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int exit = process.waitFor();
            String words = Files.readString(said);
            Files.delete(said);
            if (exit != 0) {
                throw new IllegalStateException(line + " ended with " + exit + ": " + words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        asOwner("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
