package org.pactwatch.decision.web;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * YAML as strict as {@link StrictJson}: one document, no anchors, aliases or tags. Aliases blow a small text up into a
 * large one, and Jackson would read one as the text of its name.
 */
public final class StrictYaml {

    /** The most characters of a document. */
    private static final int LENGTH = 1024 * 1024;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LENGTH)
            .build();

    private static final YAMLMapper MAPPER = Strictness.applyTo(YAMLMapper.builder(YAMLFactory.builder()
                    .loadSettings(SETTINGS)
                    .streamReadConstraints(Strictness.LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()))
            .build();

    private StrictYaml() {}

    /** Shared and immutable. It alone doesn't refuse anchors, aliases and tags: {@link #read} does. */
    public static YAMLMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one document.
     *
     * @throws ProblemException if {@code yaml} is malformed or doesn't fit {@code type}
     */
    public static <T> T read(byte[] yaml, Class<T> type) {
        check(yaml);
        try {
            return MAPPER.readValue(yaml, type);
        } catch (JacksonException e) {
            throw new ProblemException(BodyProblems.of(e, yaml, MAPPER));
        }
    }

    /**
     * Reads one document with values of the domain in it.
     *
     * @param values how they are written
     * @throws ProblemException if {@code yaml} is malformed or doesn't fit {@code type}
     */
    public static <T> T read(byte[] yaml, Class<T> type, JacksonModule values) {
        check(yaml);
        YAMLMapper mapper = MAPPER.rebuild().addModule(values).build();
        try {
            return mapper.readValue(yaml, type);
        } catch (JacksonException e) {
            throw new ProblemException(BodyProblems.of(e, yaml, mapper));
        }
    }

    /** Judges the form before the content, as {@link StrictJson#check} does. */
    static void check(byte[] yaml) {
        int depth = 0;
        int documents = 0;
        try {
            for (Event event : new Parse(SETTINGS).parseInputStream(new ByteArrayInputStream(yaml))) {
                String refused = refused(event);
                if (refused != null) {
                    throw at(event, "yaml-refused", refused, "Write the value out where it is needed.");
                }
                if (event instanceof ScalarEvent scalar) {
                    Strictness.checkText(scalar.getValue());
                }
                if (event instanceof CollectionStartEvent && ++depth > Strictness.DEPTH) {
                    throw new ProblemException(BodyProblems.tooDeep());
                }
                if (event instanceof CollectionEndEvent) {
                    depth--;
                }
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    throw at(event, "yaml-refused", "A second document begins here.", "Send one at a time.");
                }
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            throw new ProblemException(BodyProblems.malformed("yaml-malformed", "YAML", line, column, e.getProblem()));
        } catch (YamlEngineException e) {
            throw new ProblemException(BodyProblems.malformed("yaml-malformed", "YAML", 1, 1, e.getMessage()));
        }
        // The mapper sees duplicate keys only when it binds; here they are found whatever is bound later.
        try {
            MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            throw new ProblemException(BodyProblems.of(e, yaml, MAPPER));
        }
    }

    private static @Nullable String refused(Event event) {
        if (event instanceof AliasEvent) {
            return "An alias stands here.";
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            return "An anchor stands here.";
        }
        Optional<?> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        return tag.isPresent() ? "A tag stands here." : null;
    }

    private static ProblemException at(Event event, String rule, String reason, String fix) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
        return new ProblemException(Problems.of(422, rule, Problem.Fault.line(line, column, reason, fix)));
    }
}
