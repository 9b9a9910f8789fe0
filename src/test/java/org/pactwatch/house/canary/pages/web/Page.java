package org.pactwatch.house.canary.pages.web;

/** A page that somebody else leans on. */
public final class Page {}
