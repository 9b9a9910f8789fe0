/** Verdicts over HTTP. */
@NullMarked
package org.pactwatch.compliance.web;

import org.jspecify.annotations.NullMarked;
