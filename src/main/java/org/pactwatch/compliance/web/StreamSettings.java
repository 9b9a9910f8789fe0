package org.pactwatch.compliance.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many may listen.
 *
 * @param max streams open at once; each holds a connection, so {@code server.tomcat.max-connections} must leave room for
 *     those who ask
 */
@ConfigurationProperties("pactwatch.streams")
record StreamSettings(@DefaultValue("10000") int max) {}
