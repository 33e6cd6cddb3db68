/** The link to the brokers: the only part that knows producers and consumers. */
@NullMarked
package dev.ordinal.orderapi.kafka;

import org.jspecify.annotations.NullMarked;
