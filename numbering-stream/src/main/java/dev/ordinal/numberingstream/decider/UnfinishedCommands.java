package dev.ordinal.numberingstream.decider;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are decided in steps and are not yet done, and those of the same owners that
 * came after them: what came, in pieces that each fit a record, and how far each is. For one
 * thread.
 */
public final class UnfinishedCommands {

  /** As JSON a third longer, and well below what a record may have. */
  private static final int PIECE_BYTES = 2 * 1024 * 1024;

  private static final Table.Spec<Entry> ENTRIES =
      new Table.Spec<>("unfinished-commands", Entry.class);

  private static final Table.Spec<byte[]> PIECES =
      new Table.Spec<>("unfinished-command-pieces", byte[].class);

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
   * @param bytes its length
   * @param done how many of its events have happened; as long as none has, it can be given up
   */
  public record Entry(String owner, long offset, int bytes, int done) {

    Entry done(int events) {
      return new Entry(owner, offset, bytes, events);
    }

    private int pieces() {
      return (bytes + PIECE_BYTES - 1) / PIECE_BYTES;
    }
  }

  UnfinishedCommands(Table.Source tables) {
    this.entries = tables.open(ENTRIES);
    this.pieces = tables.open(PIECES);
  }

  /** Adds a command. */
  Entry begin(String owner, long offset, byte[] command) {
    Entry entry = new Entry(owner, offset, command.length, 0);
    for (int i = 0; i < entry.pieces(); i++) {
      int from = i * PIECE_BYTES;
      int to = Math.min(command.length, from + PIECE_BYTES);
      pieces.put(key(entry, i), Arrays.copyOfRange(command, from, to));
    }
    advance(entry);
    return entry;
  }

  /** How far the command at this offset is; null if it is none of these. */
  public @Nullable Entry of(String owner, long offset) {
    return entries.get(key(owner, offset));
  }

  /** All of them. */
  public Collection<Entry> all() {
    return entries.first(ALL, LAST_OWNER).values();
  }

  /** A command as it came. */
  public byte[] command(Entry entry) {
    ByteBuffer command = ByteBuffer.allocate(entry.bytes());
    for (int i = 0; i < entry.pieces(); i++) {
      command.put(Objects.requireNonNull(pieces.get(key(entry, i))));
    }
    return command.array();
  }

  void advance(Entry entry) {
    entries.put(key(entry.owner(), entry.offset()), entry);
  }

  void end(Entry entry) {
    for (int i = 0; i < entry.pieces(); i++) {
      pieces.remove(key(entry, i));
    }
    entries.remove(key(entry.owner(), entry.offset()));
  }

  private static String key(String owner, long offset) {
    return Table.key(owner, Long.toString(offset));
  }

  private static String key(Entry entry, int piece) {
    return Table.key(key(entry.owner(), entry.offset()), Integer.toString(piece));
  }
}
