package org.pactwatch.ledger;

/**
 * Writes one flat JSON object as RFC 8785 wants it. Written here, and not left to a JSON library, because an upgrade
 * must never change a byte of it.
 */
final class CanonicalJson {

    private final StringBuilder json = new StringBuilder(256).append('{');
    private String before = "";

    private CanonicalJson() {}

    static CanonicalJson object() {
        return new CanonicalJson();
    }

    /**
     * Adds a string.
     *
     * @throws IllegalArgumentException if {@code value} holds half a surrogate pair, which has no UTF-8 form
     */
    CanonicalJson member(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    CanonicalJson member(String name, int value) {
        name(name);
        json.append(value);
        return this;
    }

    String end() {
        return json.append('}').toString();
    }

    private void name(String name) {
        if (name.compareTo(before) <= 0) {
            throw new IllegalArgumentException("Members come in the order of their names: " + before + ", " + name);
        }
        if (!before.isEmpty()) {
            json.append(',');
        }
        before = name;
        quote(name);
        json.append(':');
    }

    private void quote(String text) {
        json.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            json.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < 0x20) {
                        json.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        i = pair(text, i);
                        plain = i + 1;
                    }
                }
            }
        }
        json.append(text, plain, text.length()).append('"');
    }

    private int pair(String text, int i) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            throw new IllegalArgumentException("Half a surrogate pair at index " + i + " of a text to be recorded.");
        }
        json.append(text, i, i + 2);
        return i + 1;
    }
}
