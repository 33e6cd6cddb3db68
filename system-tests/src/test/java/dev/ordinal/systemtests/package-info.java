/** What Ordinal promises, shown on real processes over HTTP and topics. */
@NullMarked
package dev.ordinal.systemtests;

import org.jspecify.annotations.NullMarked;
