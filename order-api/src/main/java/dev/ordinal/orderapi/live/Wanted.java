package dev.ordinal.orderapi.live;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to hear.
 *
 * @param partitions those that are read
 * @param from where to begin; null for what comes from now on
 * @param subject what it is about; null for all
 * @param first what is sent before all events, or null
 */
public record Wanted(
    Set<Integer> partitions,
    @Nullable Place from,
    @Nullable String subject,
    @Nullable Message first) {

  public Wanted {
    partitions = Set.copyOf(partitions);
  }
}
