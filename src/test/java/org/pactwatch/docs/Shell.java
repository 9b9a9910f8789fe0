package org.pactwatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pactwatch.support.Http;

/**
 * Runs what the documents' sh blocks use of a shell: variables, curl, {@code sed -n 's/…/\1/p'} and {@code cat > file}.
 * Read here, and not given to bash, because the tests need nothing but a JDK.
 */
final class Shell {

    private static final String BASE = "http://127.0.0.1:8080";
    private static final Pattern SUBSTITUTION = Pattern.compile("([A-Z_]+)=\\$\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=(\\S*)");
    private static final Pattern HERE = Pattern.compile("cat > (\\S+) <<'(\\w+)'");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

    /** What a document tells its reader to type before the server runs; whoever runs these tests has done so. */
    private static final Set<String> NOT_HERE = Set.of("mvn", "java", "export");

    private final Http http;
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private Http.@Nullable Answer last;

    /** @param folder the working directory, in which the server's data lies too */
    Shell(int port, Path folder) {
        this.http = new Http(port);
        this.folder = folder;
    }

    /** Runs a block. The answer to its last curl; {@code null} if there is none. */
    Http.@Nullable Answer run(String block) {
        last = null;
        Iterator<String> lines = block.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            Matcher here = HERE.matcher(line);
            if (here.matches()) {
                write(here.group(1), document(lines, here.group(2)));
            } else {
                statement(whole(line, lines).strip());
            }
        }
        return last;
    }

    private static String document(Iterator<String> lines, String end) {
        StringBuilder text = new StringBuilder();
        for (String line = lines.next(); !line.equals(end); line = lines.next()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** A statement goes on behind a backslash, and until its quotes are closed. */
    private static String whole(String first, Iterator<String> lines) {
        String text = first;
        while (lines.hasNext()
                && (text.endsWith("\\") || text.chars().filter(c -> c == '\'').count() % 2 == 1)) {
            text = (text.endsWith("\\") ? text.substring(0, text.length() - 1) : text + "\n") + lines.next();
        }
        return text;
    }

    private void statement(String text) {
        Matcher substitution = SUBSTITUTION.matcher(text);
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (substitution.matches()) {
            variables.put(substitution.group(1), pipeline(substitution.group(2)));
        } else if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
        } else if (!NOT_HERE.contains(words(text).get(0))) {
            pipeline(text);
        }
    }

    private String pipeline(String text) {
        String output = "";
        List<String> command = new ArrayList<>();
        for (String word : words(text + " |")) {
            if (word.equals("|")) {
                output = command(command, output);
                command.clear();
            } else {
                command.add(word);
            }
        }
        return output;
    }

    private String command(List<String> words, String input) {
        return switch (words.get(0)) {
            case "curl" -> curl(words.subList(1, words.size()));
            case "sed" -> sed(words, words.size() > 3 ? read(words.get(3)) : input);
            default -> throw new AssertionError("The documents' shell does not know " + words);
        };
    }

    private String curl(List<String> words) {
        String url = "";
        String method = "";
        boolean head = false;
        BodyPublisher body = null;
        List<String> headers = new ArrayList<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "-s" -> {}
                case "-si" -> head = true;
                case "-X" -> method = rest.next();
                case "-H" -> headers.addAll(List.of(rest.next().split(": ", 2)));
                case "-d", "--data-binary" -> body = body(rest.next());
                default -> url = word;
            }
        }
        if (body != null && !headers.contains("Content-Type")) {
            headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
        if (!url.startsWith(BASE)) {
            throw new AssertionError("Not our server: " + url);
        }
        Http.Answer before = last;
        if (before != null && before.status() >= 400) {
            throw new AssertionError("The call before " + url + " was refused: " + before.body());
        }
        Http.Answer answer = http.send(
                !method.isEmpty() ? method : body == null ? "GET" : "POST",
                url.substring(BASE.length()),
                body == null ? BodyPublishers.noBody() : body,
                headers.toArray(String[]::new));
        last = answer;
        return (head ? head(answer) : "") + answer.body();
    }

    /** Status and headers as {@code curl -i} prints them. */
    static String head(Http.Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + "\n");
        answer.headers()
                .map()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append('\n')));
        return head.append('\n').toString();
    }

    private BodyPublisher body(String word) {
        return BodyPublishers.ofString(word.startsWith("@") ? read(word.substring(1)) : word);
    }

    /** {@code sed -n 's/…/\1/p'}: the first group of each line that matches. */
    private static String sed(List<String> words, String input) {
        String script = words.get(2);
        if (!words.get(1).equals("-n") || !script.startsWith("s/") || !script.endsWith("/\\1/p")) {
            throw new AssertionError("The documents' sed does not know " + words);
        }
        // Java gives the names of headers in lower case.
        Pattern pattern = Pattern.compile(
                basic(script.substring(2, script.length() - "/\\1/p".length())), Pattern.CASE_INSENSITIVE);
        List<String> found = input.lines()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError(script + " finds nothing in " + input);
        }
        return String.join("\n", found);
    }

    /** A basic regular expression in Java's spelling. */
    private static String basic(String expression) {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                char next = expression.charAt(++i);
                java.append("(){}".indexOf(next) >= 0 ? "" : "\\").append(next);
            } else {
                java.append("(){}+?|".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return java.toString();
    }

    /** Words as a shell parts them: '…' as it stands, "…" and bare words with variables filled in. */
    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                String quoted = text.substring(i + 1, end);
                word.append(c == '\'' ? quoted : filled(quoted));
                begun = true;
                i = end;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                int end = i;
                while (end < text.length() && "'\" \n".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                word.append(filled(text.substring(i, end)));
                begun = true;
                i = end - 1;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new AssertionError("$" + found.group(1) + " is used before it is set");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
