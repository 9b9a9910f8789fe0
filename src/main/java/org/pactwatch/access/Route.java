package org.pactwatch.access;

/**
 * One way to call the server, and what it takes.
 *
 * @param method {@code GET} or {@code POST}; {@code HEAD} goes with {@code GET}
 * @param path a pattern: {@code {id}} stands for one segment, a trailing {@code /**} for any number, none included
 * @param permission what the caller needs
 */
public record Route(String method, String path, Permission permission) {}
