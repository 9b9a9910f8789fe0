package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How everything stands, at a glance. */
@Controller
class OverviewPage {

    private final Pages pages;
    private final MomentChooser moments;
    private final Views views;

    OverviewPage(Pages pages, MomentChooser moments, Views views) {
        this.pages = pages;
        this.moments = moments;
        this.views = views;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> overview(HttpServletRequest http, Visit visit) {
        PageMoment moment = moments.of(http);
        return pages.polled(
                http,
                visit,
                "overview",
                moment.standing(),
                () -> Map.of("moment", moment, "agreements", views.agreements(moment.moment())));
    }
}
