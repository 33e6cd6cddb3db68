package dev.ordinal.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** What people would use instead. */
public enum Peer {
  COUNTER_FUNCTION("counter-function", 128),
  FOR_UPDATE("for-update", 128),
  MAX_PLUS_ONE("max-plus-one", 1024),
  KV_LOCK("kv-lock", 1024),
  CLAIM_UPDATE("claim-update", 128);

  private static final long VERIFY_AFTER_MILLIS = 150;

  private final String label;
  private final int threads;

  Peer(String label, int threads) {
    this.label = label;
    this.threads = threads;
  }

  /** The name on the command line and in tables. */
  public String label() {
    return label;
  }

  /** Threads of its server at most: as many as order-api has, or more if they mostly wait. */
  int threads() {
    return threads;
  }

  /** Whether it numbers orders; else it has leads. */
  public boolean hasOrders() {
    return this != CLAIM_UPDATE;
  }

  /** Its way to number orders. */
  public Numbering numbering(DataSource database) {
    return switch (this) {
      case COUNTER_FUNCTION -> new CounterFunction(database);
      case FOR_UPDATE -> new ForUpdate(database);
      case MAX_PLUS_ONE -> new MaxPlusOne(database, VERIFY_AFTER_MILLIS);
      case KV_LOCK -> new KeyValueLock(database);
      case CLAIM_UPDATE -> throw new IllegalStateException("no orders");
    };
  }

  /** The statements that make its tables. */
  public String schema() {
    try (InputStream sql = Peer.class.getResourceAsStream("/peers/" + label + ".sql")) {
      return new String(Objects.requireNonNull(sql, label).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The peer of that name. */
  public static Optional<Peer> of(String label) {
    return Arrays.stream(values()).filter(peer -> peer.label.equals(label)).findFirst();
  }
}
