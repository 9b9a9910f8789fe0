/** The record over HTTP: how a write is answered, and the history. */
@NullMarked
package org.pactwatch.ledger.web;

import org.jspecify.annotations.NullMarked;
