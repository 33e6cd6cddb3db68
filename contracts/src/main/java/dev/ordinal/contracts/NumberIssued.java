package dev.ordinal.contracts;

/**
 * An event that takes the next number of a scope: its sequence is the one before plus one.
 * Replaying the events of this kind in log order rebuilds every sequence, which is how I1 and I2
 * are checked.
 */
public interface NumberIssued extends Numbered {}
