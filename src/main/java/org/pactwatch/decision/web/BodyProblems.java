package org.pactwatch.decision.web;

import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What Jackson found wrong with a body, as a problem that whoever sent it can act upon. */
final class BodyProblems {

    private static final Logger log = LoggerFactory.getLogger(BodyProblems.class);

    /** Jackson names the classes of its causes. */
    private static final Pattern JAVA = Pattern.compile(" \\([a-z.]+\\.[A-Z]\\w+\\)");

    private final byte[] body;
    private final ObjectMapper mapper;

    private BodyProblems(byte[] body, ObjectMapper mapper) {
        this.body = body;
        this.mapper = mapper;
    }

    /**
     * @param body what was read, from which the value at fault is taken
     * @param mapper that read it
     */
    static Problem of(JacksonException e, byte[] body, ObjectMapper mapper) {
        return new BodyProblems(body, mapper).of(e);
    }

    private Problem of(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException limit -> limit(limit);
            case InputCoercionException range -> mistyped(range, range.getTargetType(), "The number is out of range.");
            case StreamReadException syntax -> syntax(syntax);
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case InvalidTypeIdException type -> unknownType(type);
            case RefusedValue refused -> refused.problem();
            case InvalidFormatException format -> badValue(format);
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case ValueInstantiationException made -> unmakeable(made);
            default -> unmakeable(e);
        };
    }

    static Problem malformed(String rule, String language, int line, int column, @Nullable String why) {
        String reason = "The body stops being " + language + " at line " + line + ", column " + column + ": "
                + Untrusted.shown(why == null ? "unreadable" : why) + ".";
        return Problems.of(400, rule, Problem.Fault.line(line, column, reason, "Correct the text there."));
    }

    static Problem tooDeep() {
        return Problems.of(
                400,
                "json-too-deep",
                "The body nests deeper than " + Strictness.DEPTH + " levels. Nothing that this API takes does.");
    }

    private static Problem limit(StreamConstraintsException e) {
        // Jackson has one exception for all its limits.
        if (e.getOriginalMessage().contains("nesting depth")) {
            return tooDeep();
        }
        return Problems.of(
                400,
                "json-too-long",
                "A name, a number or a text at line " + line(e) + " is too long: at most " + Strictness.NAME
                        + " characters for a name, " + Strictness.DIGITS + " for a number and " + Strictness.TEXT
                        + " for a text.");
    }

    private Problem syntax(StreamReadException e) {
        if (e.getOriginalMessage().startsWith("Duplicate Object property")) {
            Problem.Fault fault = Problem.Fault.line(
                    line(e), column(e), Untrusted.shown(e.getOriginalMessage()) + ".", "Give each field once.");
            return Problems.of(400, "json-duplicate-key", fault);
        }
        boolean yaml = mapper instanceof YAMLMapper;
        return malformed(
                yaml ? "yaml-malformed" : "json-malformed",
                yaml ? "YAML" : "JSON",
                line(e),
                column(e),
                JAVA.matcher(e.getOriginalMessage()).replaceAll(""));
    }

    private static Problem unknownField(UnrecognizedPropertyException e) {
        List<String> known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
        String fix = Nearest.to(e.getPropertyName(), known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElseGet(() -> "Known here are " + String.join(", ", known) + ".");
        String reason = "There is no field \"" + Untrusted.shown(e.getPropertyName()) + "\" here.";
        return Problems.of(422, "field-unknown", Problem.Fault.field(Pointer.of(e), null, reason, fix));
    }

    private Problem unknownType(InvalidTypeIdException e) {
        Class<?> base = e.getBaseType().getRawClass();
        Discriminator discriminator =
                Discriminator.of(base, mapper.deserializationConfig().findMixInClassFor(base));
        String pointer = Pointer.of(e) + "/" + discriminator.property();
        String given = e.getTypeId();
        String reason = given == null
                ? "The field \"" + discriminator.property() + "\" is missing."
                : "There is no " + discriminator.property() + " \"" + Untrusted.shown(given) + "\".";
        return Problems.of(
                422,
                given == null ? "field-missing" : "json-type",
                Problem.Fault.field(pointer, given, reason, discriminator.fix(given)));
    }

    private static Problem badValue(InvalidFormatException e) {
        String value = String.valueOf(e.getValue());
        String near = Nearest.to(value, Expected.constants(e.getTargetType()))
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        String expected = Expected.of(e.getTargetType());
        return Problems.of(
                422,
                "json-type",
                Problem.Fault.field(
                        Pointer.of(e),
                        value,
                        "\"" + Untrusted.shown(value) + "\" is not " + expected + ".",
                        "Write " + expected + "." + near));
    }

    private Problem mismatch(MismatchedInputException e) {
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return malformed("json-malformed", "JSON", line(e), column(e), "there is more text after the end");
        }
        if (e.getOriginalMessage().startsWith("No content")) {
            return missing();
        }
        if (e.getCurrentToken() == JsonToken.END_OBJECT) {
            String fix = "Give it: " + Expected.of(e.getTargetType()) + ".";
            return Problems.of(
                    422, "field-missing", Problem.Fault.field(Pointer.of(e), null, "The field is missing.", fix));
        }
        String found = Found.asText(e.getCurrentToken());
        return mistyped(e, e.getTargetType(), "Found " + found + ".");
    }

    static Problem missing() {
        return Problems.of(
                400, "body-missing", "This call takes a body, and there was none. Send one, with its Content-Type.");
    }

    private Problem mistyped(JacksonException e, @Nullable Class<?> type, String reason) {
        return Problems.of(
                422,
                "json-type",
                Problem.Fault.field(Pointer.of(e), valueAt(Pointer.of(e)), reason, "Write " + Expected.of(type) + "."));
    }

    /** Jackson doesn't always say which value it stumbled over. */
    private @Nullable String valueAt(String pointer) {
        JsonNode value = mapper.readTree(body).at(pointer);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    /** A constructor of ours refused the parts; what it says to itself is not for the outside. */
    private static Problem unmakeable(JacksonException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RejectedException rejected) {
            return Problems.of(rejected.why());
        }
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        if (cause instanceof IllegalArgumentException
                || cause instanceof NullPointerException
                || cause instanceof DateTimeException) {
            log.warn("A body was refused by a constructor: {}", Untrusted.forLog(String.valueOf(e.getMessage())));
            return Problems.of(
                    422,
                    "json-value",
                    Problem.Fault.field(
                            Pointer.of(e),
                            null,
                            "The values here don't make sense together, or one that is needed is missing.",
                            "Compare them with the description of this call at /api/v1/openapi."));
        }
        throw e;
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    private static int column(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    }
}
