/** Logging reports, claims and findings over HTTP. */
@NullMarked
package org.pactwatch.incident.web;

import org.jspecify.annotations.NullMarked;
