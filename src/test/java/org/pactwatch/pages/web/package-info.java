/** Tests of what pages compute before anything is rendered. */
@NullMarked
package org.pactwatch.pages.web;

import org.jspecify.annotations.NullMarked;
