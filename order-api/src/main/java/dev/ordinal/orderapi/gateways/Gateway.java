package dev.ordinal.orderapi.gateways;

import dev.ordinal.orderapi.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A payment gateway that we listen to. Thread-safe; shows its secrets to nobody. */
public final class Gateway {

  private static final Pattern WEBHOOK_ID = Pattern.compile("[\\x21-\\x7E]{1,255}");

  private final String name;
  private final String series;
  private final SignatureScheme signatures;
  private final List<byte[]> keys;

  /**
   * A gateway.
   *
   * @param secrets at least one; several while one replaces another
   * @throws IllegalArgumentException if one is none for the scheme; it is not shown
   */
  Gateway(String name, String series, Scheme scheme, List<String> secrets) {
    this.name = name;
    this.series = series;
    this.signatures = scheme.signatures();
    this.keys = secrets.stream().map(signatures::key).toList();
  }

  /** Whether this can be a gateway's id of a callback: 1 to 255 visible ASCII characters. */
  public static boolean isWebhookId(String text) {
    return WEBHOOK_ID.matcher(text).matches();
  }

  /** The name in the address of its callbacks. */
  public String name() {
    return name;
  }

  /** The series of the orders that are paid through it. */
  public String series() {
    return series;
  }

  /**
   * Lets pass what this gateway signed.
   *
   * @param header the value of a header by its name; null if there is none
   * @param body the bytes as they came
   * @return the gateway's id of it; null if that is not among the headers
   * @throws ProblemException {@code signature-invalid}
   */
  public @Nullable String verify(UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
    return signatures.verify(keys, header, body, now);
  }
}
