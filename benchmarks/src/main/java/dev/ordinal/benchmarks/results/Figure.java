package dev.ordinal.benchmarks.results;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.subjects.Cpu;
import java.util.OptionalLong;

/**
 * One measurement of one subject.
 *
 * @param round subjects of the same round were measured one right after the other
 * @param told how many requests were answered, also those after the end of the measurement
 * @param cpu what the server and its database took for them
 * @param residentKib memory of the server afterwards, where the system tells
 */
public record Figure(
    String subject,
    Load load,
    int round,
    Measurement measurement,
    long told,
    Cpu cpu,
    OptionalLong residentKib) {}
