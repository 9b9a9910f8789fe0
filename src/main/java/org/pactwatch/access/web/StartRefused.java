package org.pactwatch.access.web;

/** The server must not start like this. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * @param description what is wrong
     * @param action what to do about it, naming the key or the file
     */
    public StartRefused(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
