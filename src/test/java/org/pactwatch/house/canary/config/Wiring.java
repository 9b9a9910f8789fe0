package org.pactwatch.house.canary.config;

/** What nobody may import. */
public final class Wiring {}
