package org.pactwatch.ledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Passwords, which never stand on the command line: every user of the machine could read them there. */
final class Secret {

    private Secret() {}

    /** The password from a file's first line or from a variable; {@code null} if neither was named. */
    static @Nullable String read(CommandSpec command, @Nullable Path file, @Nullable String variable) {
        if (file != null) {
            try {
                return Files.readString(file).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new ParameterException(command.commandLine(), "The password file " + file + " can't be read.", e);
            }
        }
        if (variable != null) {
            String value = System.getenv(variable);
            if (value == null) {
                throw new ParameterException(
                        command.commandLine(), "The environment has no variable " + variable + " with the password.");
            }
            return value;
        }
        return null;
    }

    static void refuseIn(CommandSpec command, String option, String url) {
        if (LedgerPlace.holdsPassword(url)) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " holds a password, which every user of this machine can read in the list of processes."
                            + " Put it into a file or an environment variable; --help names the options.");
        }
    }
}
