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
    return isPlain(name) ? name.toLowerCase(Locale.ROOT) : fold(name);
  }

  /**
   * Whether nothing but case can make a difference: printable ASCII whose words are one space
   * apart. Nearly all names are so, and to find that out costs a tenth of folding.
   */
  private static boolean isPlain(String name) {
    char before = ' ';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || name.isEmpty();
  }

  /** The same for any text. */
  static String fold(String name) {
    // Down, up and down again makes one of letters with several forms, as sigma and sharp s have.
    Locale root = Locale.ROOT;
    String caseless = nfkc(name).toLowerCase(root).toUpperCase(root).toLowerCase(root);
    return WHITE_SPACE.matcher(nfkc(caseless)).replaceAll(" ").strip();
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
