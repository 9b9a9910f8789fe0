package org.pactwatch.decision.web;

import java.util.List;
import org.pactwatch.decision.Rejection;

/** Makes problems: the title comes from the catalogue, {@code problems/*.yaml}. */
public final class Problems {

    /** Where the rules are explained. */
    static final String PATH = "/api/v1/problems/";

    /** A detail names the value, the rule and the fix; longer than this it is somebody's payload. */
    static final int DETAIL = 1000;

    private Problems() {}

    /** 422 for INVALID, 409 for CONFLICT, 403 for FORBIDDEN, 404 for UNKNOWN. */
    public static Problem of(Rejection why) {
        List<Problem.Fault> faults = why.errors().stream()
                .map(fault -> Problem.Fault.field(fault.pointer(), fault.value(), fault.reason(), fault.fix()))
                .toList();
        return of(status(why.kind()), why.rule(), why.detail(), faults);
    }

    public static Problem of(int status, String rule, String detail, Problem.Fault... faults) {
        return of(status, rule, detail, List.of(faults));
    }

    public static Problem of(int status, String rule, String detail, List<Problem.Fault> faults) {
        String title = ProblemCatalogue.get().title(rule);
        return new Problem(PATH + rule, title, status, Untrusted.printable(detail, DETAIL), null, rule, null, faults);
    }

    /** Refuses for one fault, which gives the detail too. */
    static Problem of(int status, String rule, Problem.Fault fault) {
        return of(status, rule, fault.reason() + " " + fault.fix(), fault);
    }

    private static int status(Rejection.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNKNOWN -> 404;
        };
    }
}
