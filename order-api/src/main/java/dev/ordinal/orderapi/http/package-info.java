/** What all of HTTP has in common: problems, bodies, headers. */
@NullMarked
package dev.ordinal.orderapi.http;

import org.jspecify.annotations.NullMarked;
