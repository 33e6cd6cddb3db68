/** The message family of outgoing webhooks. */
@NullMarked
package dev.ordinal.contracts.webhooks;

import org.jspecify.annotations.NullMarked;
