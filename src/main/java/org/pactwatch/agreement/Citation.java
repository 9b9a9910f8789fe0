package org.pactwatch.agreement;

import org.jspecify.annotations.Nullable;

/**
 * Where something is said. Text of the outside world: never fetched, never trusted.
 *
 * @param published the publisher's date, as it gives it
 * @param retrieved when it was read
 * @param archived address of an archived copy
 * @param sha256 of the copy read
 * @param note what a reader of the citation should know
 */
public record Citation(
        @Nullable String publisher,
        @Nullable String title,
        @Nullable String url,
        @Nullable String published,
        @Nullable String retrieved,
        @Nullable String archived,
        @Nullable String sha256,
        @Nullable String note) {}
