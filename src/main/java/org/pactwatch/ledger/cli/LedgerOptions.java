package org.pactwatch.ledger.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which ledger: that of a server started here, unless another is named. */
public final class LedgerOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"--data", "--pactwatch.data"},
            paramLabel = "FOLDER",
            description = "The server's data folder. Default: data, or as pactwatch.data is set.")
    @Nullable
    Path data;

    @Option(
            names = {"--example", "--pactwatch.example"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "The ledger of the example of 2025, or with =false the real one. Default: as"
                    + " pactwatch.example is set, else the example.")
    @Nullable
    Boolean example;

    @Option(
            names = {"--from", "--spring.datasource.url"},
            paramLabel = "jdbc:…",
            description = "Another database: jdbc:h2:file:… or jdbc:postgresql:…")
    @Nullable
    String from;

    @Option(
            names = {"--user", "--spring.datasource.username"},
            paramLabel = "NAME",
            description = "Who opens it. Default: as spring.datasource.username is set, else pactwatch.")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password is the first line of this file. Default: as spring.datasource.password is set,"
                    + " for example by the variable SPRING_DATASOURCE_PASSWORD, else none.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The password is the value of this environment variable.")
    @Nullable
    String passwordVariable;

    /** Where it lies and who opens it. */
    public LedgerPlace place(Served served) {
        LedgerPlace usual = from == null ? served.ledger(data, example) : elsewhere(served, from);
        String password = Secret.read(command, passwordFile, passwordVariable);
        return new LedgerPlace(
                usual.url(), user == null ? usual.user() : user, password == null ? usual.password() : password);
    }

    private LedgerPlace elsewhere(Served served, String url) {
        Secret.refuseIn(command, "--from", url);
        String usual = served.user();
        String password = served.password();
        return new LedgerPlace(url, usual == null ? LedgerPlace.NAME : usual, password == null ? "" : password);
    }
}
