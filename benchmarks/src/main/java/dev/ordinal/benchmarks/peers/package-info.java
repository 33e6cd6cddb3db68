/** What people would use instead of Ordinal, each behind the same Dropwizard stack and JSON. */
@NullMarked
package dev.ordinal.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
