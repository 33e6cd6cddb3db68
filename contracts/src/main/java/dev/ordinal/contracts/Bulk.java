package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Objects;

/**
 * Several commands of one owner that are decided in one go, in their order, each under its own key.
 * As a whole it has no key: what is sent again is told again, one by one.
 *
 * @param allOrNone whether none takes effect if one is refused
 * @param items 1 to {@link #MAX_ITEMS}, none of them a bulk
 */
@JsonTypeName("commands.bulk.v1")
public record Bulk(String owner, boolean allOrNone, List<Item> items) implements Command {

  /** The most commands of one bulk: some 50 ms of work. */
  public static final int MAX_ITEMS = 1_000;

  /**
   * One of the commands.
   *
   * @param idempotencyKey see {@link CommandEnvelope#idempotencyKey()}
   * @param fingerprint see {@link CommandEnvelope#fingerprint()}
   */
  public record Item(
      String idempotencyKey,
      String fingerprint,
      @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
          Command command) {

    public Item {
      Objects.requireNonNull(idempotencyKey, "idempotencyKey");
      Objects.requireNonNull(fingerprint, "fingerprint");
      Objects.requireNonNull(command, "command");
      if (command instanceof Bulk) {
        throw new IllegalArgumentException("a bulk holds no bulk");
      }
    }
  }

  public Bulk {
    Objects.requireNonNull(owner, "owner");
    items = List.copyOf(items);
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "a bulk has 1 to %d commands, not %d".formatted(MAX_ITEMS, items.size()));
    }
    for (Item item : items) {
      if (!item.command().owner().equals(owner)) {
        throw new IllegalArgumentException(
            "a command of %s is in the bulk of %s".formatted(item.command().owner(), owner));
      }
    }
  }
}
