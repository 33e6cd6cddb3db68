/** What takes microseconds, measured by JMH: {@code ordinal bench --micro}. */
@NullMarked
package dev.ordinal.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
