@NullMarked
package org.pactwatch.pages.web;

import org.jspecify.annotations.NullMarked;
