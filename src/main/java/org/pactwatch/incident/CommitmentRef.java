package org.pactwatch.incident;

/** A commitment as others name it: {@code agreement/commitment}. */
public record CommitmentRef(String agreement, String commitment) {

    /** @throws IllegalArgumentException if {@code text} isn't two names with a slash between them */
    public static CommitmentRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("A commitment is named agreement/commitment.");
        }
        return new CommitmentRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return agreement + "/" + commitment;
    }
}
