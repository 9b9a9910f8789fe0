/** The whole server over real HTTP, on the real database. */
@NullMarked
package org.pactwatch.server;

import org.jspecify.annotations.NullMarked;
