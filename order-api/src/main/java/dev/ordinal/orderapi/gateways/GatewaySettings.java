package dev.ordinal.orderapi.gateways;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment gateway as it is configured. Has no {@code toString}: secrets are not to be shown. */
public final class GatewaySettings {

  @NotNull @Pattern(regexp = Gateways.NAME) @JsonProperty
  private String name = "";

  @NotNull @JsonProperty private Scheme scheme = Scheme.STANDARD;

  @JsonProperty private @Nullable String series;

  @NotEmpty @JsonProperty private List<@NotBlank String> secrets = List.of();

  /** Its name in the address of its callbacks: 1 to 64 of a to z, 0 to 9, - and _. */
  String name() {
    return name;
  }

  /** How it signs; Standard Webhooks by default. */
  Scheme scheme() {
    return scheme;
  }

  /** The series of the orders that are paid through it; null for the default one. */
  @Nullable String series() {
    return series;
  }

  /** At least one; several while one replaces another. */
  List<String> secrets() {
    return secrets;
  }
}
