/** Registering agreements and what is declared about them, over HTTP. */
@NullMarked
package org.pactwatch.agreement.web;

import org.jspecify.annotations.NullMarked;
