package org.pactwatch.agreement.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Files of agreements that say something else than the record. The server goes on with what is recorded. */
@Component
public class UnregisteredFiles {

    private final List<Unregistered> all = new CopyOnWriteArrayList<>();

    /**
     * A file that was not registered.
     *
     * @param rule why
     * @param differences the members of the agreement in which it differs from the record
     */
    public record Unregistered(String file, String agreement, String rule, List<String> differences) {}

    public void add(Unregistered file) {
        all.add(file);
    }

    public List<Unregistered> all() {
        return List.copyOf(all);
    }
}
