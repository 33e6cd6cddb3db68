package dev.ordinal.numberingstream.decider;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are decided in steps and are not yet done, one for each owner at most: what
 * came, in pieces that each fit a record, and how far each is. For one thread.
 */
public final class UnfinishedCommands {

  /** As JSON a third longer, and well below what a record may have. */
  private static final int PIECE_BYTES = 2 * 1024 * 1024;

  private static final Table.Spec<Entry> ENTRIES =
      new Table.Spec<>("unfinished-commands", Entry.class);

  private static final Table.Spec<byte[]> PIECES =
      new Table.Spec<>("unfinished-command-pieces", byte[].class);

  /** All tables of unfinished commands. */
  static final List<Table.Spec<?>> TABLES = List.of(ENTRIES, PIECES);

  /** More than there are, and every owner. */
  private static final int ALL = 1_000_000;

  private static final String LAST_OWNER = "\uffff";

  private final Table<Entry> entries;
  private final Table<byte[]> pieces;

  /**
   * How far a command is.
   *
   * @param owner whose it is
   * @param offset its place in its partition of the command topic
   * @param pieces how many there are of it
   * @param done how many of its events have happened; as long as none has, it can be given up
   */
  public record Entry(String owner, long offset, int pieces, int done) {

    Entry done(int events) {
      return new Entry(owner, offset, pieces, events);
    }
  }

  UnfinishedCommands(Table.Source tables) {
    this.entries = tables.open(ENTRIES);
    this.pieces = tables.open(PIECES);
  }

  /** Adds a command of an owner that has none. */
  void begin(String owner, long offset, byte[] command) {
    int count = 0;
    for (int from = 0; from < command.length; from += PIECE_BYTES) {
      int to = Math.min(command.length, from + PIECE_BYTES);
      pieces.put(key(owner, count++), Arrays.copyOfRange(command, from, to));
    }
    entries.put(owner, new Entry(owner, offset, count, 0));
  }

  /** How far the owner's command is; null if it has none. */
  public @Nullable Entry of(String owner) {
    return entries.get(owner);
  }

  /** All of them, by owner. */
  public Collection<Entry> all() {
    return entries.first(ALL, LAST_OWNER).values();
  }

  /** A command as it came. */
  public byte[] command(Entry entry) {
    byte[] command = new byte[0];
    for (int i = 0; i < entry.pieces(); i++) {
      byte[] piece = Objects.requireNonNull(pieces.get(key(entry.owner(), i)));
      int end = command.length;
      command = Arrays.copyOf(command, end + piece.length);
      System.arraycopy(piece, 0, command, end, piece.length);
    }
    return command;
  }

  void advance(Entry entry) {
    entries.put(entry.owner(), entry);
  }

  void end(Entry entry) {
    for (int i = 0; i < entry.pieces(); i++) {
      pieces.remove(key(entry.owner(), i));
    }
    entries.remove(entry.owner());
  }

  private static String key(String owner, int piece) {
    return Table.key(owner, Integer.toString(piece));
  }
}
