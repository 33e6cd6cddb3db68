package dev.ordinal.numberingstream.decider;

import org.jspecify.annotations.Nullable;

/**
 * The names that can be had once in a series, with the number that has each. Kept beside the
 * counter, so that a name and a number are taken in one step. Names are compared folded: case,
 * white space and Unicode form make no other name. For one thread.
 */
public final class UniqueNames {

  /** The table of all kinds of names. */
  public static final Table.Spec<Holder> TABLE = new Table.Spec<>("unique-names", Holder.class);

  private final Table<Holder> holders;

  /** The thing that has a name, by its number. */
  public record Holder(String number) {}

  /** All names in {@code tables}, where {@link #TABLE} is. */
  public UniqueNames(Table.Source tables) {
    this.holders = tables.open(TABLE);
  }

  /** The number that has this name in the series, or null if it is free. */
  public @Nullable String holder(String series, UniqueName name) {
    Holder holder = holders.get(key(series, name));
    return holder == null ? null : holder.number();
  }

  /**
   * Gives the name to a number.
   *
   * @throws IllegalStateException if another has it
   */
  public void take(String number, String series, UniqueName name) {
    String holder = holder(series, name);
    if (holder != null) {
      throw new IllegalStateException(
          "%s takes a %s name that %s has".formatted(number, name.kind(), holder));
    }
    holders.put(key(series, name), new Holder(number));
  }

  /** Gives the name to a number if nobody has it; else it stays where it is. */
  public void takeIfFree(String number, String series, UniqueName name) {
    String key = key(series, name);
    if (holders.get(key) == null) {
      holders.put(key, new Holder(number));
    }
  }

  /** The same text for the same folded name, and for no other. */
  public static String key(String series, UniqueName name) {
    String key = Table.key(name.kind(), series);
    for (String part : name.parts()) {
      key = Table.key(key, FoldedName.of(part));
    }
    return key;
  }
}
