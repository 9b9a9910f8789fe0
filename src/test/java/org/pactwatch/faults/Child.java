package org.pactwatch.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a {@link WritingProcess}, hears what it says, and kills it. */
final class Child {

    private final Process process;
    private final Witness witness;
    private boolean opened;

    private Child(Process process, Witness witness) {
        this.process = process;
        this.witness = witness;
    }

    /**
     * When it is killed, {@code kill -9}.
     *
     * @param answers after it has been told so many; 0: while it opens the database
     * @param nanos and so long after that
     */
    record Moment(int answers, long nanos) {}

    /** Runs one from its start to its violent end. Everything that it said before is with the witness on return. */
    static boolean runAndKill(
            Engine.Kind kind, Where where, String name, long seed, List<Deed> repeat, Moment moment, Witness witness) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName(),
                kind.name(),
                name,
                Long.toString(seed)));
        command.addAll(where.words());
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Child child = new Child(process, witness);
            child.hear(repeat, moment);
            return child.opened;
        } finally {
            process.destroyForcibly();
        }
    }

    private void hear(List<Deed> repeat, Moment moment) {
        int answers = 0;
        boolean writing = false;
        boolean killed = false;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "opening" -> {
                        if (moment.answers() == 0) {
                            kill(moment);
                            killed = true;
                        } else {
                            tell(repeat);
                        }
                    }
                    case "open" -> opened = true;
                    case "writing" -> writing = true;
                    default -> answers += take(words) && writing ? 1 : 0;
                }
                if (!killed && moment.answers() > 0 && answers >= moment.answers()) {
                    kill(moment);
                    killed = true;
                }
            }
            if (!killed) {
                throw new IllegalStateException("The writing process ended by itself after " + answers
                        + " answers, with " + process.waitFor() + ".");
            }
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The writing process can't be killed.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Through its handle: Process would close the pipe, and with it what was acknowledged. */
    private void kill(Moment moment) {
        LockSupport.parkNanos(moment.nanos());
        process.toHandle().destroyForcibly();
    }

    /** The last line may be cut, which shows in its number of words. */
    private boolean take(String[] words) {
        switch (words[0] + words.length) {
            case "try7" -> {
                witness.tried(Deed.of(words, 1));
                return false;
            }
            case "ok4" -> {
                witness.acknowledged(words[1], Long.parseLong(words[2]));
                return true;
            }
            case "no3" -> {
                witness.refused(words[1]);
                return true;
            }
            case "un3" -> {
                witness.notThisTime(words[1]);
                return true;
            }
            case "eh4" -> {
                witness.inDoubt(words[1], words[2]);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private void tell(List<Deed> repeat) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        for (Deed deed : repeat) {
            input.write(deed.words() + "\n");
        }
        input.write("go\n");
        input.flush();
    }
}
