package dev.ordinal.orderapi.gateways;

import dev.ordinal.contracts.series.NumberPattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The payment gateways that we listen to. Immutable. */
public final class Gateways {

  /** What a gateway can be called. */
  static final String NAME = "[a-z0-9_-]{1,64}";

  private static final String PREFIX = "ORDINAL_GATEWAY_";
  private static final Pattern VARIABLE =
      Pattern.compile(PREFIX + "([A-Z0-9_]{1,64})_(SECRET|SERIES|SCHEME)");

  private final Map<String, Gateway> byName = new HashMap<>();
  private final Supplier<String> defaultSeries;

  private Gateways(Supplier<String> defaultSeries) {
    this.defaultSeries = defaultSeries;
  }

  /**
   * The gateways of the configuration and of the environment, whose variables are {@code
   * ORDINAL_GATEWAY_{NAME}_SECRET} (several with commas), {@code _SERIES} and {@code _SCHEME}.
   *
   * @param defaultSeries the series of a gateway that names none; asked only then
   * @throws IllegalArgumentException naming the setting that is wrong, and not showing a secret
   */
  public static Gateways of(
      List<GatewaySettings> configured,
      Map<String, String> environment,
      Supplier<String> defaultSeries) {
    Gateways gateways = new Gateways(defaultSeries);
    for (int i = 0; i < configured.size(); i++) {
      GatewaySettings one = configured.get(i);
      String place = "gateways[" + i + "].";
      gateways.add(
          one.name(),
          one.series(),
          one.scheme(),
          one.secrets(),
          setting -> place + (setting.equals("secret") ? "secrets" : setting));
    }
    inEnvironment(environment).forEach((name, settings) -> gateways.add(name, settings));
    return gateways;
  }

  /** The gateway with this name. */
  public Optional<Gateway> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** How the settings of a gateway are called where it is configured. */
  private interface Place {
    String of(String setting);
  }

  private static Map<String, Map<String, String>> inEnvironment(Map<String, String> environment) {
    Map<String, Map<String, String>> found = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX)) {
            Matcher form = VARIABLE.matcher(variable);
            if (!form.matches()) {
              throw wrong(variable, "must end in _SECRET, _SERIES or _SCHEME after a name");
            }
            found.computeIfAbsent(form.group(1), name -> new HashMap<>()).put(form.group(2), value);
          }
        });
    return found;
  }

  private void add(String name, Map<String, String> settings) {
    Place place = setting -> PREFIX + name + "_" + setting.toUpperCase(Locale.ROOT);
    String secrets = settings.getOrDefault("SECRET", "");
    add(
        name.toLowerCase(Locale.ROOT),
        settings.get("SERIES"),
        scheme(place, settings.get("SCHEME")),
        secrets.isBlank()
            ? List.of()
            : Arrays.stream(secrets.split(",", -1)).map(String::strip).toList(),
        place);
  }

  private void add(
      String name, @Nullable String series, Scheme scheme, List<String> secrets, Place place) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
      throw wrong(place.of("secret"), "must be there and not be empty");
    }
    if (series != null && !NumberPattern.isCode(series)) {
      throw wrong(place.of("series"), "must be the code of a series, such as GAM");
    }
    if (byName.containsKey(name)) {
      throw wrong(place.of("name"), "there are two gateways named " + name);
    }
    String code = series == null ? defaultSeries.get() : series;
    try {
      byName.put(name, new Gateway(name, code, scheme, secrets));
    } catch (IllegalArgumentException e) {
      throw wrong(place.of("secret"), String.valueOf(e.getMessage()));
    }
  }

  private static Scheme scheme(Place place, @Nullable String text) {
    if (text == null) {
      return Scheme.STANDARD;
    }
    return Arrays.stream(Scheme.values())
        .filter(scheme -> scheme.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(place.of("scheme"), "must be standard, stripe or paystack"));
  }

  private static IllegalArgumentException wrong(String setting, String detail) {
    return new IllegalArgumentException(setting + ": " + detail);
  }
}
