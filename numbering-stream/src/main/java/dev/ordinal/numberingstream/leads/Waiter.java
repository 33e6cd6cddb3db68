package dev.ordinal.numberingstream.leads;

/**
 * Somebody in the line.
 *
 * @param leaseSeconds the lease asked for, in seconds
 */
public record Waiter(String claimant, int leaseSeconds) {}
