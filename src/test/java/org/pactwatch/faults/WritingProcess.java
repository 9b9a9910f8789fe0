package org.pactwatch.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A process that records until it is killed. It tells its parent through a pipe, a line each: {@code try} with the deed
 * before it asks the engine, and afterwards {@code ok} with the position, {@code no}, {@code un}, or {@code eh} with the reason. On
 * its input come first the deeds that it is to ask for again, then {@code go}.
 */
final class WritingProcess implements Witness {

    private final PrintStream out;

    private WritingProcess(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        Engine.Kind kind = Engine.Kind.valueOf(args[0]);
        String name = args[1];
        SplittableRandom chance = new SplittableRandom(Long.parseLong(args[2]));
        Where where = Where.of(Arrays.asList(args).subList(3, 6));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        WritingProcess pipe = new WritingProcess(System.out);
        pipe.say("opening");
        Writers writers = new Writers(kind.open(where), pipe, name);
        pipe.say("open");
        for (String line = in.readLine(); line != null && !line.equals("go"); line = in.readLine()) {
            writers.ask(Deed.of(line.split(" "), 0), name);
        }
        pipe.say("writing");
        writers.start(chance);
        // The end of the input is that of the parent: nobody is left to be told anything.
        while (in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }

    /** In one write, so that a kill cuts a line and never mixes two. */
    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    @Override
    public void tried(Deed deed) {
        say("try " + deed.words() + " .");
    }

    @Override
    public void acknowledged(String deed, long position) {
        say("ok " + deed + " " + position + " .");
    }

    @Override
    public void refused(String deed) {
        say("no " + deed + " .");
    }

    @Override
    public void notThisTime(String deed) {
        say("un " + deed + " .");
    }

    @Override
    public void inDoubt(String deed, String why) {
        say("eh " + deed + " " + why + " .");
    }
}
