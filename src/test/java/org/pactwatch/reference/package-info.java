/**
 * A second opinion: the rules of the domain, written once more, naively, for the tests. It shares no code with what it
 * judges. {@link org.pactwatch.reference.ReferenceModel} answers, {@link org.pactwatch.reference.RandomHistory} asks,
 * {@link org.pactwatch.reference.HttpPlay} compares a running server with the answers.
 */
@NullMarked
package org.pactwatch.reference;

import org.jspecify.annotations.NullMarked;
