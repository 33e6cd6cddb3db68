/**
 * Finds transactions that a partition still has open although their coordinator has ended them, and
 * ends them as it decided (KAFKA-20734, ADR 14).
 */
@NullMarked
package dev.ordinal.numberingstream.transactions;

import org.jspecify.annotations.NullMarked;
