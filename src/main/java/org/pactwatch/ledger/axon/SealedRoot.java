package org.pactwatch.ledger.axon;

/** Commands are dispatched by the name of the sealed interface at their top, so that one handler takes them all. */
final class SealedRoot {

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> command) {
            return top(command).getName();
        }
    };

    private SealedRoot() {}

    /** @throws IllegalArgumentException if {@code command} belongs to no sealed interface, or to more than one */
    static String nameOf(Class<?> command) {
        return NAMES.get(command);
    }

    private static Class<?> top(Class<?> type) {
        Class<?> found = null;
        for (Class<?> parent : type.getInterfaces()) {
            if (parent.isSealed()) {
                if (found != null) {
                    throw new IllegalArgumentException(type.getName() + " belongs to more than one kind of command.");
                }
                found = parent;
            }
        }
        if (found != null) {
            return top(found);
        }
        if (!type.isSealed() || !type.isInterface()) {
            throw new IllegalArgumentException(type.getName() + " is no command: it belongs to no sealed interface.");
        }
        return type;
    }
}
