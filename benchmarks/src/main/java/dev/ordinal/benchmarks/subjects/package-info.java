/** What is measured: server processes, what they cost, and what their numbers are worth. */
@NullMarked
package dev.ordinal.benchmarks.subjects;

import org.jspecify.annotations.NullMarked;
