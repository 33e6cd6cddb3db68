package dev.ordinal.benchmarks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an earlier step has left for later ones. Not thread-safe. */
final class Started<T> {

  private @Nullable T value;

  void set(T started) {
    value = started;
  }

  T get() {
    return Objects.requireNonNull(value, "an earlier step leaves it");
  }
}
