/** What pages, feeds and badges are made of. */
@NullMarked
package org.pactwatch.pages.web;

import org.jspecify.annotations.NullMarked;
