/**
 * The pure core: how a command is decided, whatever its capability. Reads no clock, knows no Kafka.
 */
@NullMarked
package dev.ordinal.numberingstream.decider;

import org.jspecify.annotations.NullMarked;
