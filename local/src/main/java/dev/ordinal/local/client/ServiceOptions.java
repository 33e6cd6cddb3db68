package dev.ordinal.local.client;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Which service a command talks to, and with what key. The key comes from the environment alone: a
 * command line is there for all to see in the list of processes.
 */
@Command(
    footerHeading = "%nEnvironment:%n",
    footer = "  ORDINAL_KEY   Access key, sent as Authorization: Bearer; none if not set.")
public final class ServiceOptions {

  private static final String KEY = "ORDINAL_KEY";
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Address of the service (default ${DEFAULT-VALUE}).")
  private URI url = URI.create("");

  /**
   * The service that they name; nothing is sent yet.
   *
   * @throws ClientFailure if there can be no such address or key
   */
  public ServiceApi service() throws ClientFailure {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw ClientFailure.badInput("--url must be as http://127.0.0.1:8080, not " + url);
    }
    return new ServiceApi(url, accessKey(System.getenv(KEY)));
  }

  /** {@code value} if it can be a key, null if there is none. */
  static @Nullable String accessKey(@Nullable String value) throws ClientFailure {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!VISIBLE.matcher(value).matches()) {
      throw ClientFailure.badInput(KEY + " must be visible ASCII characters alone");
    }
    return value;
  }
}
