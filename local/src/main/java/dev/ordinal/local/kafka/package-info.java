/** A Kafka broker inside this process. */
@NullMarked
package dev.ordinal.local.kafka;

import org.jspecify.annotations.NullMarked;
