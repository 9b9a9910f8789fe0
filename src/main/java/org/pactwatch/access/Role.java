package org.pactwatch.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part that somebody plays. Roles don't contain each other: an admin can't report and an auditor can't write. */
public enum Role {
    /** Reports incidents, says who is accused, and corrects its own. */
    MONITOR,
    /** Records findings and duplicates; never on what it reported itself. */
    REVIEWER,
    /** Registers agreements and what their parties declare. */
    REGISTRAR,
    /** Reads everything, confidential sources too, and writes nothing. */
    AUDITOR,
    /** Manages tokens and backups, and nothing else. */
    ADMIN;

    /** The name in files and messages: {@code monitor}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with that {@link #code()}, letter by letter; empty if there is none. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
