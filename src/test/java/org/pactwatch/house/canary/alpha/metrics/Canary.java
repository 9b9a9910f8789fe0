package org.pactwatch.house.canary.alpha.metrics;

import org.springframework.jdbc.core.JdbcTemplate;

/** A meter that counts in the database. */
final class Canary {

    Object sql() {
        return new JdbcTemplate();
    }

    Object page() {
        return new org.pactwatch.house.canary.alpha.web.Canary();
    }
}
