/**
 * The pure core under a model of all that surrounds it: log, transactions, changelogs, clocks,
 * processes and callers. One thread, one source of chance, no waiting.
 */
@NullMarked
package dev.ordinal.numberingstream.simulation;

import org.jspecify.annotations.NullMarked;
