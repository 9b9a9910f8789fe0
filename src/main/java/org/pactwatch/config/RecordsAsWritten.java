package org.pactwatch.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;

/**
 * Our records say in their types what may be absent, so JSON needs no second list of it: a component that isn't
 * {@code @Nullable} must be there, a list or map that isn't is empty when absent, a boolean is false. And their JSON has
 * their components, nothing that is computed from them.
 */
final class RecordsAsWritten extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        RecordComponent component = component(member);
        return component == null ? null : !mayBeAbsent(component) && !isCollection(component);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        RecordComponent component = component(annotated);
        if (component == null || isNullable(component) || component.getType() == boolean.class) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.forValueNulls(isCollection(component) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    /** What is absent is false even where the mapper refuses null for a primitive. */
    @Override
    public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
        RecordComponent component = component(annotated);
        return component != null && component.getType() == boolean.class ? new FalseWhenAbsent() : null;
    }

    private static final class FalseWhenAbsent extends StdDeserializer<Boolean> {

        FalseWhenAbsent() {
            super(boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_TRUE) || parser.hasToken(JsonToken.VALUE_FALSE)) {
                return parser.getBooleanValue();
            }
            return (Boolean) context.handleUnexpectedToken(context.constructType(boolean.class), parser);
        }

        /** Said to be null, which is neither. */
        @Override
        public Object getNullValue(DeserializationContext context) {
            return context.reportInputMismatch(this, "null is neither true nor false");
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return false;
        }
    }

    /** A method such as {@code isComplete()} is no member. */
    @Override
    public VisibilityChecker findAutoDetectVisibility(
            MapperConfig<?> config, AnnotatedClass type, VisibilityChecker checker) {
        return isOurs(type.getRawType()) ? checker.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE) : checker;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("org.pactwatch.");
    }

    private static @Nullable RecordComponent component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return null;
        }
        Class<?> owner = parameter.getDeclaringClass();
        if (!isOurs(owner)) {
            return null;
        }
        RecordComponent[] components = owner.getRecordComponents();
        return parameter.getIndex() < components.length ? components[parameter.getIndex()] : null;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return isNullable(component) || component.getType() == boolean.class;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isCollection(RecordComponent component) {
        return Collection.class.isAssignableFrom(component.getType())
                || Map.class.isAssignableFrom(component.getType());
    }
}
