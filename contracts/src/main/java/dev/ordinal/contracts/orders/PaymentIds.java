package dev.ordinal.contracts.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.series.NumberPattern;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of payment callbacks, such as {@code GAM.3f0e6c1a-7b1d-3c55-9d2e-0a1b2c3d4e5f}. An id
 * follows from what the gateway sent, so every copy of a callback has the same, and it names the
 * series, so whoever has the id finds its writer.
 */
public final class PaymentIds {

  private static final Pattern FORM = Pattern.compile("([A-Z0-9-]{1,64})\\.[0-9a-f-]{36}");

  private PaymentIds() {}

  /** The id of the callback that {@code gateway} calls {@code webhookId}. */
  public static String of(String series, String gateway, String webhookId) {
    String name = String.join("\0", "payment", gateway, webhookId);
    return series + '.' + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  /** The series in an id; empty if this is the id of no payment. */
  public static Optional<String> seriesOf(String paymentId) {
    Matcher form = FORM.matcher(paymentId);
    return form.matches() && NumberPattern.isCode(form.group(1))
        ? Optional.of(form.group(1))
        : Optional.empty();
  }
}
