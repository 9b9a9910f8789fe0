package org.pactwatch.config;

/** What may be shown of the address of a database: who names it may have put a password into it. */
final class DatabaseAddress {

    private DatabaseAddress() {}

    /** {@code h2:file:/srv/pactwatch}, {@code postgresql://db/pactwatch}. */
    static String shown(String url) {
        return url.replaceFirst("^jdbc:", "")
                .replaceFirst("^h2:patient:retry:", "h2:file:")
                .replaceFirst("[;?].*$", "")
                .replaceFirst("//[^/@]*@", "//");
    }
}
