/** The pages as people use them: in a real Chromium, against the real server. Profile {@code browser}. */
@NullMarked
package org.pactwatch.browser;

import org.jspecify.annotations.NullMarked;
