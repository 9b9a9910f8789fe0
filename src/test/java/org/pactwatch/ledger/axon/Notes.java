package org.pactwatch.ledger.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.Decider;
import org.pactwatch.decision.Decision;
import org.pactwatch.decision.Rejection;

/** A toy feature: a note is opened once and then added to, as often as one likes. */
final class Notes implements Decider<Notes.Command, Notes.Event, Notes.Note> {

    sealed interface Command {
        String id();
    }

    record Open(String id, String title) implements Command {}

    record Add(String id, List<String> texts) implements Command {}

    sealed interface Event {}

    record Opened(String title) implements Event {}

    record Added(String text, int number) implements Event {}

    record Note(String title, List<String> texts) {}

    @Override
    public Decision<Event> decide(Command command, @Nullable Note note) {
        return switch (command) {
            case Open open -> note == null ? first(open) : again(open, note);
            case Add add ->
                note == null
                        ? Decision.reject(Rejection.unknown("no-such-note", "There is no note " + add.id() + "."))
                        : new Decision.Accepted<>(added(add, note.texts().size()));
        };
    }

    private static Decision<Event> first(Open open) {
        return open.title().isBlank()
                ? Decision.reject(Rejection.conflict("title-missing", "A note has a title. Give it one."))
                : Decision.accept(new Opened(open.title()));
    }

    private static Decision<Event> again(Open open, Note note) {
        return open.title().equals(note.title())
                ? Decision.unchanged()
                : Decision.reject(Rejection.conflict("already-open", "Opened with another title."));
    }

    private static List<Event> added(Add add, int before) {
        return IntStream.range(0, add.texts().size())
                .<Event>mapToObj(i -> new Added(add.texts().get(i), before + i + 1))
                .toList();
    }

    @Override
    public Note evolve(@Nullable Note note, Event event) {
        return switch (event) {
            case Opened opened -> new Note(opened.title(), List.of());
            case Added added -> {
                if (note == null) {
                    throw new IllegalStateException("Added before it was opened.");
                }
                List<String> texts = new ArrayList<>(note.texts());
                texts.add(added.text());
                yield new Note(note.title(), List.copyOf(texts));
            }
        };
    }
}
