package dev.ordinal.orderapi.problems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.ProblemType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The pages about problems. Everything on them comes from our own tables, none from callers. */
final class ProblemPages {

  private static final String STYLE =
      "body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}";

  /** The Content-Security-Policy of the pages: nothing but their own style. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; "
              .formatted(base64Sha256(STYLE))
          + "frame-ancestors 'none'";

  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>%1$s</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>%3$s</style></head>
      <body><h1>%1$s</h1>
      %2$s</body></html>
      """;

  private ProblemPages() {}

  static String one(ProblemType type) {
    return FRAME.formatted(
        type.title(),
        """
        <p>Code <code>%s</code>, HTTP status %d.</p>
        <h2>What to do</h2>
        <p>%s</p>
        <p><a href="/problems">All problems</a></p>
        """
            .formatted(type.code(), type.status(), markup(type.remedy())),
        STYLE);
  }

  static String list(List<ProblemType> types) {
    return FRAME.formatted(
        "Problems",
        types.stream()
            .map(
                type ->
                    "<li><a href=\"/problems/%1$s\"><code>%1$s</code></a> (%2$d): %3$s</li>"
                        .formatted(type.code(), type.status(), type.title()))
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n")),
        STYLE);
  }

  private static String base64Sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String markup(String remedy) {
    return remedy.replaceAll("`([^`]*)`", "<code>$1</code>");
  }
}
