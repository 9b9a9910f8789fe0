package org.pactwatch.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pactwatch.Pactwatch;

/** The server as a reader of the documents starts it: a process of its own, in an empty folder, without the tests' classes. */
final class Server implements AutoCloseable {

    private static final Pattern OPEN = Pattern.compile("Open http://127\\.0\\.0\\.1:(\\d+)/.*");

    private final Process process;
    private final int port;
    private final List<String> printed;

    private Server(Process process, int port, List<String> printed) {
        this.process = process;
        this.port = port;
        this.printed = printed;
    }

    /** Returns when the port is open and the first words are printed. */
    static Server start(Path folder, boolean example) {
        return start(folder, Map.of(), List.of("--pactwatch.example=" + example));
    }

    static Server start(Path folder, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                shipped(),
                Pactwatch.class.getName(),
                "--server.port=0"));
        command.addAll(arguments);
        ProcessBuilder server =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        server.environment().putAll(environment);
        try {
            return greeted(server.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shipped() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Server greeted(Process process) throws IOException {
        List<String> printed = new ArrayList<>();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.add(line);
            Matcher open = OPEN.matcher(line);
            if (open.matches()) {
                Thread.ofVirtual().start(() -> drain(output));
                return new Server(process, Integer.parseInt(open.group(1)), printed);
            }
        }
        throw new AssertionError("The server did not start:\n" + String.join("\n", printed));
    }

    /** A full pipe would stop the server. */
    private static void drain(Reader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // The server was told to stop, and the pipe went with it.
        }
    }

    int port() {
        return port;
    }

    /** The table of how everything stands, as the start prints it. */
    String table() {
        return printed.stream()
                .dropWhile(line -> !line.startsWith("commitment "))
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
