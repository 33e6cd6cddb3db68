package dev.ordinal.projections.audit.checks;

/**
 * How many things there are, and a digest of them that does not depend on their order.
 *
 * @param count how many; of a sequence, where it stands
 * @param digest the sum of the first eight bytes of the MD5 of each
 */
public record Sum(long count, long digest) {

  /** Of nothing. */
  public static final Sum NONE = new Sum(0, 0);

  Sum plus(long more, long digest) {
    return new Sum(count + more, this.digest + digest);
  }
}
