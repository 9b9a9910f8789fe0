package org.pactwatch.compliance;

import java.util.List;

/**
 * What a verdict rests on.
 *
 * @param rule the rule that matched
 * @param total how many incidents it rests on
 * @param items the first of them, by position
 */
public record Basis(String rule, int total, List<Item> items) {

    /**
     * One ground.
     *
     * @param position where it is recorded: a finding, a denial or an accusation
     */
    public record Item(String incident, long position) {}

    static Basis bare(String rule) {
        return new Basis(rule, 0, List.of());
    }

    /** On the standing that leads the tally. */
    static Basis of(String rule, Standing leading, Tally tally) {
        return new Basis(rule, tally.count(leading), tally.grounds());
    }
}
