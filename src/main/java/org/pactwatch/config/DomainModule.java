package org.pactwatch.config;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.When;
import org.pactwatch.decision.web.RefusedValue;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.time.Length;
import org.pactwatch.time.Moment;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The JSON of the domain, at the web edge and in the ledger alike. It lives here, because the domain is plain Java and
 * knows no JSON.
 */
public final class DomainModule extends SimpleModule {

    private static final long serialVersionUID = 1;

    public DomainModule() {
        super("pactwatch-domain");
        text(Length.class, Length::parse, "length-malformed", "Write P30D, P4W or PT72H.");
        text(Moment.class, Moment::parse, "moment-malformed", "Write 2025-04-17T00:00, and the zone beside it.");
        text(CommitmentRef.class, CommitmentRef::parse, "commitment-malformed", "Write agreement/commitment.");
        text(Instant.class, Instants::parse, "instant-malformed", "Write 2025-03-18T18:30:00Z.");
        text(ZoneId.class, DomainModule::zone, "zone-unknown", "Write Europe/Kyiv, for instance.");
        addDeserializer(When.class, new WhenDeserializer());
        addSerializer(When.class, new WhenSerializer());
        addDeserializer(Declaration.class, new DeclarationDeserializer());
        setMixInAnnotation(Commitment.class, CommitmentByKind.class);
        setMixInAnnotation(Consent.class, OneOrManyCommitments.class);
        setMixInAnnotation(Declaration.Release.class, OneOrManyCommitments.class);
        setMixInAnnotation(Declaration.Reservation.class, OneOrManyCommitments.class);
        setMixInAnnotation(Declaration.Waiver.class, OneOrManyCommitments.class);
        setMixInAnnotation(Declaration.AggregateClaim.class, OneOrManyCommitments.class);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new RecordsAsWritten());
    }

    private <T> void text(Class<T> type, Function<String, T> parse, String rule, String fix) {
        addDeserializer(type, new TextDeserializer<>(type, parse, rule, fix));
        addSerializer(type, new ToStringSerializer(type));
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text) && !text.equals("Z")) {
            throw new IllegalArgumentException("A zone is a name of the time zone database, such as Europe/Kyiv.");
        }
        return ZoneId.of(text);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Commitment.Prohibition.class, name = "PROHIBITION"),
        @JsonSubTypes.Type(value = Commitment.Delivery.class, name = "DELIVERY")
    })
    private interface CommitmentByKind {}

    private interface OneOrManyCommitments {
        @JsonAlias("commitment")
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> commitments();
    }

    /** A value written as one string. What the parser says of it becomes the reason of the problem. */
    private static final class TextDeserializer<T> extends StdDeserializer<T> {

        private final Class<T> type;
        private final transient Function<String, T> parse;
        private final String rule;
        private final String fix;

        TextDeserializer(Class<T> type, Function<String, T> parse, String rule, String fix) {
            super(type);
            this.type = type;
            this.parse = parse;
            this.rule = rule;
            this.fix = fix;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(context.constructType(type), parser));
            }
            String text = parser.getString();
            try {
                return parse.apply(text);
            } catch (Instants.WithoutZone e) {
                throw new RefusedValue(parser, text, type, "zone-missing", e.getMessage(), e.fix());
            } catch (IllegalArgumentException e) {
                throw new RefusedValue(parser, text, type, rule, String.valueOf(e.getMessage()), fix);
            }
        }
    }
}
