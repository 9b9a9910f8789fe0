package org.pactwatch.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.pactwatch.decision.Decider;

/** The commands and the events of every decider there is, found among the classes and listed nowhere. */
public final class Messages {

    private Messages() {}

    /** Every record that some decider takes as a command. */
    public static Stream<Class<?>> commands() {
        return deciders().flatMap(decider -> records(of(decider).get(0)));
    }

    /** Every record that some decider gives as an event. */
    public static Stream<Class<?>> events() {
        return deciders().flatMap(decider -> records(of(decider).get(1)));
    }

    private static Stream<JavaClass> deciders() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.pactwatch").stream()
                        .filter(each -> each.isAssignableTo(Decider.class) && !each.isInterface());
    }

    /** The types of a decider's commands and of its events. */
    static List<Class<?>> of(JavaClass decider) {
        ParameterizedType type = Arrays.stream(decider.reflect().getGenericInterfaces())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(each -> each.getRawType() == Decider.class)
                .findFirst()
                .orElseThrow();
        return List.of((Class<?>) type.getActualTypeArguments()[0], (Class<?>) type.getActualTypeArguments()[1]);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(Messages::records);
    }
}
