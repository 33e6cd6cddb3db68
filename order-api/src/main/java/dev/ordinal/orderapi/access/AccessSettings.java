package dev.ordinal.orderapi.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who may use the API, from where, and how often. */
public final class AccessSettings {

  @NotNull @Valid @JsonProperty private List<@NotNull AccessKey> keys = List.of();

  private List<AccessKey> environmentKeys = List.of();

  @NotNull @Valid @JsonProperty private RateLimitSettings rateLimit = new RateLimitSettings();

  @NotNull @JsonProperty
  private List<
          @NotNull @Pattern(
              regexp = "https?://[A-Za-z0-9.-]+(:\\d{1,5})?",
              message = "must be an origin as https://shop.example.com")
          String>
      allowedOrigins = List.of();

  /**
   * Further keys as one text, {@code name:role:sha256} each, separated by commas; empty for none.
   *
   * @throws IllegalArgumentException saying what is wrong, without repeating a secret
   */
  @JsonProperty
  void setEnvironmentKeys(String text) {
    environmentKeys = parse(text);
  }

  /** The keys in such a text; see {@link #setEnvironmentKeys}. */
  public static List<AccessKey> parse(String text) {
    return Arrays.stream(text.split(","))
        .filter(key -> !key.isBlank())
        .map(AccessKey::parse)
        .toList();
  }

  /** All keys; if there are none, everybody may do everything, on this machine only. */
  public List<AccessKey> keys() {
    return Stream.concat(keys.stream(), environmentKeys.stream()).toList();
  }

  /** How often one key may ask. */
  public RateLimitSettings rateLimit() {
    return rateLimit;
  }

  /** Origins whose pages may call the API from a browser (CORS); default none. */
  public List<String> allowedOrigins() {
    return allowedOrigins;
  }

  /** A name is who did it, so it must be one. */
  @ValidationMethod(message = "keys must have different names")
  public boolean isNamedOnce() {
    return areDistinct(AccessKey::name);
  }

  /** A key with two roles would have either. */
  @ValidationMethod(message = "keys must have different sha256")
  public boolean isKeyOnce() {
    return areDistinct(AccessKey::sha256);
  }

  private boolean areDistinct(Function<AccessKey, String> part) {
    return keys().stream().map(part).distinct().count() == keys().size();
  }
}
