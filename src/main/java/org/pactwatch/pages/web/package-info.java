/** What a person is shown in a browser: pages rendered here, useful before any script runs, and feeds. */
@NullMarked
package org.pactwatch.pages.web;

import org.jspecify.annotations.NullMarked;
