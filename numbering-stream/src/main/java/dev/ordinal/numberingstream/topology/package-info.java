/** The only part that knows Kafka Streams. */
@NullMarked
package dev.ordinal.numberingstream.topology;

import org.jspecify.annotations.NullMarked;
