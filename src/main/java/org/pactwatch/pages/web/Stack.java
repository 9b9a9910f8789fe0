package org.pactwatch.pages.web;

import java.util.ArrayList;
import java.util.List;

/** Puts marks into lanes so that none covers another: each into the first lane where there is room. */
final class Stack {

    private final List<Double> ends = new ArrayList<>();
    private final double gap;

    /** @param gap kept free between two marks of a lane */
    Stack(double gap) {
        this.gap = gap;
    }

    /** The lane of a mark that reaches from {@code left} to {@code right}; marks come by where they begin. */
    int lane(double left, double right) {
        for (int lane = 0; lane < ends.size(); lane++) {
            if (ends.get(lane) + gap <= left) {
                ends.set(lane, right);
                return lane;
            }
        }
        ends.add(right);
        return ends.size() - 1;
    }

    /** How many lanes are in use; at least one. */
    int lanes() {
        return Math.max(1, ends.size());
    }
}
