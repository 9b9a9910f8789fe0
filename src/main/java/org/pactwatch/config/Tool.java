package org.pactwatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.pactwatch.compliance.cli.TablesCommands;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.cli.Exit;
import org.pactwatch.ledger.cli.LedgerCommand;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The jar as a tool. Settings alone start the server; anything else is a command, for which neither a server nor Spring
 * starts.
 */
public final class Tool {

    private static final String SERVE = "serve";
    private static final List<String> QUESTIONS = List.of("-h", "--help", "-V", "--version");

    private Tool() {}

    /** Whether these arguments start the server: settings such as {@code --server.port=80}, with or without {@code serve}. */
    public static boolean serves(String[] args) {
        return settings(args).stream().allMatch(each -> each.startsWith("--") && !QUESTIONS.contains(each));
    }

    /** What the server is to be told of {@code args}. */
    public static String[] settingsOf(String[] args) {
        return settings(args).toArray(String[]::new);
    }

    private static List<String> settings(String[] args) {
        List<String> all = Arrays.asList(args);
        return args.length > 0 && args[0].equals(SERVE) ? all.subList(1, args.length) : all;
    }

    /** Runs a command; the exit status for the process. */
    public static int run(String... args) {
        // What a library wants to tell would stand between the lines of the answer; what matters comes as an exception.
        LoggingSystem.get(Tool.class.getClassLoader()).beforeInitialize();
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    /** The same, written elsewhere. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        ToolSettings settings = new ToolSettings();
        return new CommandLine(new Root())
                .addSubcommand(new Serve())
                .addSubcommand(TablesCommands.addTo(LedgerCommand.of(settings), settings, new EventTypes()))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, line) -> {
                    CommandLine command = e.getCommandLine();
                    err.println(e.getMessage());
                    err.print(command.getUsageMessage()
                            .lines()
                            .takeWhile(each -> each.startsWith("Usage:") || each.startsWith("  "))
                            .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator())));
                    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
                    return Exit.TROUBLE;
                })
                .setExecutionExceptionHandler((e, command, line) -> {
                    if (e instanceof LedgerUnavailable) {
                        err.println(e.getMessage());
                    } else {
                        e.printStackTrace(err);
                    }
                    return Exit.TROUBLE;
                })
                .execute(args);
    }

    @Command(
            name = "pactwatch",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Pactwatch: how agreements between adversaries stand. Without a command the server starts.",
            footer = {
                "",
                "Exit: 0 all is well; 1 a check found something; 2 the line is wrong, or it could not be done."
            },
            synopsisSubcommandLabel = "[COMMAND]")
    private static final class Root implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
        }
    }

    /** Here for its help; to serve is what the jar does without this class. */
    @Command(
            name = SERVE,
            mixinStandardHelpOptions = true,
            synopsisHeading = "Usage: ",
            customSynopsis = "pactwatch [serve] [--SETTING=VALUE]...%n",
            description = {
                "Starts the server, until it is stopped. Settings are those of docs/operations.md, such as"
                        + " --server.port=8080, --pactwatch.data=data, --pactwatch.example=false; each can also stand in"
                        + " the environment (PACTWATCH_DATA) or in application.yaml."
            })
    private static final class Serve implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "A setting is written --NAME=VALUE.");
        }
    }

    private static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            Properties build = new Properties();
            try (InputStream info = Tool.class.getResourceAsStream("/META-INF/build-info.properties")) {
                if (info != null) {
                    build.load(info);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"pactwatch " + build.getProperty("build.version", "development")};
        }
    }
}
