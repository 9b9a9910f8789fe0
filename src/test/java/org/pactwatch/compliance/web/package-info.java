/** The stream's parts by themselves. */
@NullMarked
package org.pactwatch.compliance.web;

import org.jspecify.annotations.NullMarked;
