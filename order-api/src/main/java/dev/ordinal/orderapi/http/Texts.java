package dev.ordinal.orderapi.http;

/** Text as callers may send it, and as it may be shown back. */
public final class Texts {

  /** The longest piece of the caller's own text that an answer quotes, in characters. */
  private static final int MAX_QUOTED = 200;

  private static final int REPLACEMENT = 0xFFFD;

  private Texts() {}

  /** Whether {@code text} has a half of a surrogate pair, which no UTF-8 can carry. */
  static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints().anyMatch(Texts::isSurrogate);
  }

  /** {@code text} cut to a length fit for a message, without what cannot be written or seen. */
  public static String printable(String text) {
    return text.codePoints()
        .limit(MAX_QUOTED)
        .map(c -> isSurrogate(c) || Character.isISOControl(c) ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
