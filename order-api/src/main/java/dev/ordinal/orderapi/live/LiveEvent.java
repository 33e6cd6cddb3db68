package dev.ordinal.orderapi.live;

/**
 * A committed event as it lies in its topic.
 *
 * @param subject what it is about: the record's key
 * @param type its wire name, such as {@code leads.claimed.v1}
 * @param data its JSON
 */
public record LiveEvent(int partition, long offset, String subject, String type, String data) {}
