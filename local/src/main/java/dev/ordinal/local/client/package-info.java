/** What commands share that talk to a running service through its public HTTP API. */
@NullMarked
package dev.ordinal.local.client;

import org.jspecify.annotations.NullMarked;
