package org.pactwatch.ledger.cli;

/** What a command tells whoever started it. */
public final class Exit {

    /** It went well. */
    public static final int OK = 0;

    /** It looked, and found something wrong. */
    public static final int FOUND = 1;

    /** It could not look: the line is wrong, or what it names can't be had. */
    public static final int TROUBLE = 2;

    private Exit() {}
}
