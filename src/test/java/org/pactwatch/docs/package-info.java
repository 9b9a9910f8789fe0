/** The documents are tested: their commands are run, their answers compared, their links followed. */
@NullMarked
package org.pactwatch.docs;

import org.jspecify.annotations.NullMarked;
