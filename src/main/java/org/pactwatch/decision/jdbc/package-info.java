/** What errors of a database mean to whoever asked. */
@NullMarked
package org.pactwatch.decision.jdbc;

import org.jspecify.annotations.NullMarked;
