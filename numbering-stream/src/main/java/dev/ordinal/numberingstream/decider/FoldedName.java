package dev.ordinal.numberingstream.decider;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What remains of a name when names are compared that people typed. */
final class FoldedName {

  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

  private FoldedName() {}

  /**
   * The name without what people see as no difference: case, the Unicode form (NFKC), and how much
   * white space there is. Names are the same if this is. Folding again changes nothing.
   */
  static String of(String name) {
    // Upper case first: it makes one of letters that have two lower forms, such as both sigmas.
    String caseless = nfkc(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return WHITE_SPACE.matcher(nfkc(caseless)).replaceAll(" ").strip();
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
