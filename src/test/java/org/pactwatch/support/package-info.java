/** What tests of the edges share. */
@NullMarked
package org.pactwatch.support;

import org.jspecify.annotations.NullMarked;
