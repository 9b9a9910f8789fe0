package org.pactwatch.pages.web;

/**
 * Where and how this server runs.
 *
 * @param database what keeps the ledger, such as {@code H2}
 * @param embedded is the database part of this process, and its file this machine's alone?
 * @param location where the data lies, without anything secret
 * @param demoTokens may whoever reads a file on this machine act in every role?
 * @param version of the program
 */
public record Deployment(String database, boolean embedded, String location, boolean demoTokens, String version) {}
