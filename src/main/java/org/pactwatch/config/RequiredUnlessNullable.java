package org.pactwatch.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Our records say in their types what may be absent, so JSON needs no second list of it: a component that isn't
 * {@code @Nullable} must be there, a list or map that isn't is empty when absent, a boolean is false.
 */
final class RequiredUnlessNullable extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        RecordComponent component = component(member);
        return component == null ? null : !mayBeAbsent(component) && !isCollection(component);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        RecordComponent component = component(annotated);
        if (component == null || isNullable(component)) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.forValueNulls(isCollection(component) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    private static @Nullable RecordComponent component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return null;
        }
        Class<?> owner = parameter.getDeclaringClass();
        if (!owner.isRecord() || !owner.getName().startsWith("org.pactwatch.")) {
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
