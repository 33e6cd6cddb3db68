/** Load on a server: closed loop and open loop, with no coordinated omission. */
@NullMarked
package dev.ordinal.benchmarks.load;

import org.jspecify.annotations.NullMarked;
