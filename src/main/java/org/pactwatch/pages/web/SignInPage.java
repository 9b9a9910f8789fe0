package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.pactwatch.access.web.SessionDoor;
import org.pactwatch.compliance.web.Ask;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where a person shows a token once. */
@Controller
class SignInPage {

    private final Pages pages;
    private final SessionDoor door;

    SignInPage(Pages pages, SessionDoor door) {
        this.pages = pages;
        this.door = door;
    }

    @GetMapping("/sign-in")
    ResponseEntity<byte[]> ask(HttpServletRequest http, Visit visit) {
        String to = Ways.back(new Ask(http, "to").text("to"));
        return pages.page(http, visit, "sign-in", 200, Map.of("to", to, "refused", false));
    }

    @PostMapping("/sign-in")
    ResponseEntity<byte[]> open(HttpServletRequest http, HttpServletResponse response, Visit visit) {
        String token = http.getParameter("token");
        String to = Ways.back(http.getParameter("to"));
        if (token == null || door.open(token, http, response).isEmpty()) {
            return pages.page(http, visit, "sign-in", 401, Map.of("to", to, "refused", true));
        }
        return to(to);
    }

    @PostMapping("/sign-out")
    ResponseEntity<byte[]> close(HttpServletRequest http, HttpServletResponse response) {
        door.close(http, response);
        // Drafts are kept on the device; whoever comes after on it is somebody else.
        response.setHeader("Clear-Site-Data", "\"storage\"");
        return to("/");
    }

    private static ResponseEntity<byte[]> to(String place) {
        return ResponseEntity.status(303)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.LOCATION, place)
                .build();
    }
}
