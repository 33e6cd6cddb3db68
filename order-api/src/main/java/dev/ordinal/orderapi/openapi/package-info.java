/** What the API is, for machines and their makers: made from the resources themselves. */
@NullMarked
package dev.ordinal.orderapi.openapi;

import org.jspecify.annotations.NullMarked;
