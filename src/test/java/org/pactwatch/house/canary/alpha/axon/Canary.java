package org.pactwatch.house.canary.alpha.axon;

import org.springframework.http.HttpHeaders;

/** A projection that knows of HTTP. */
final class Canary {

    Object http() {
        return new HttpHeaders();
    }

    Object page() {
        return new org.pactwatch.house.canary.alpha.web.Canary();
    }
}
