package dev.ordinal.webhooks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.webhooks.delivery.Attempt.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes attempts. Thread-safe; an attempt holds its thread for the timeout at most. */
public final class Sender implements AutoCloseable {

  /** As much of an answer's body is read, so that the connection can be used again. */
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** As much of an answer's head is read; more is a failure. */
  private static final Http1Config HEAD =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8 * 1024).build();

  private static final TimeValue IDLE = TimeValue.ofSeconds(30);
  private static final int GONE = 410;
  private static final int OK = 200;
  private static final int NOT_OK = 300;

  private final boolean allowHttp;
  private final Duration timeout;
  private final DeliveryMetrics metrics;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          new DefaultThreadFactory("webhook-deadlines", true));

  public Sender(DeliverySettings settings, DeliveryMetrics metrics) {
    this.allowHttp = settings.allowPrivateAddresses();
    this.timeout = settings.timeout();
    this.metrics = metrics;
    this.client = client(settings);
  }

  private static CloseableHttpClient client(DeliverySettings settings) {
    Timeout timeout = Timeout.of(settings.timeout());
    DnsResolver resolver =
        settings.allowPrivateAddresses()
            ? SystemDefaultDnsResolver.INSTANCE
            : new CheckedResolver(SystemDefaultDnsResolver.INSTANCE);
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(HEAD).build())
                .setMaxConnTotal(settings.maxSubscriptions())
                .setMaxConnPerRoute(settings.maxSubscriptions())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build())
        .setUserAgent("Ordinal-Webhooks/1")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableCookieManagement()
        .disableContentCompression()
        .evictExpiredConnections()
        .evictIdleConnections(IDLE)
        .build();
  }

  /**
   * Posts a message and answers what came of it; never throws for what a receiver does.
   *
   * @param now the time that the message is signed with
   */
  public Attempt send(Receiver receiver, Message message, Instant now) {
    long start = System.nanoTime();
    Attempt attempt;
    try {
      attempt = attempt(receiver, message, now.getEpochSecond());
    } catch (RuntimeException e) {
      // As any failure: it waits for its next attempt and ends with the last.
      attempt = failed("no attempt could be made: " + e.getClass().getSimpleName());
    }
    metrics.of(attempt.result()).update(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return attempt;
  }

  private Attempt attempt(Receiver receiver, Message message, long timestamp) {
    if (!allowHttp && !"https".equalsIgnoreCase(receiver.url().getScheme())) {
      return failed("plain http is refused");
    }
    byte[] body = message.body().getBytes(UTF_8);
    HttpPost request = new HttpPost(receiver.url());
    request.setHeader("webhook-id", message.id());
    request.setHeader("webhook-timestamp", timestamp);
    request.setHeader(
        "webhook-signature", Signature.of(receiver.secret(), message.id(), timestamp, body));
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    // The client's own timeouts are for each read: a receiver that drips would go on for ever.
    Future<?> deadline =
        deadlines.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = client.executeOpen(host(receiver), request, null);
      int status = response.getCode();
      finish(request, response);
      return attempt(status);
    } catch (IOException e) {
      return failed(request.isCancelled() ? noAnswer() : detail(e));
    } finally {
      deadline.cancel(false);
    }
  }

  private static HttpHost host(Receiver receiver) {
    return new HttpHost(
        receiver.url().getScheme(), receiver.url().getHost(), receiver.url().getPort());
  }

  private static Attempt attempt(int status) {
    String detail = "the receiver answered " + status;
    if (status >= OK && status < NOT_OK) {
      return new Attempt(Result.DELIVERED, detail);
    }
    return new Attempt(status == GONE ? Result.GONE : Result.FAILED, detail);
  }

  /**
   * A short body is read to its end, which frees the connection for the next event. Else the
   * connection is cut first: the client would read the rest in order to close it.
   */
  private static void finish(HttpPost request, ClassicHttpResponse response) {
    try (response) {
      HttpEntity entity = response.getEntity();
      InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
      if (body.readNBytes(MAX_BODY_BYTES + 1).length > MAX_BODY_BYTES) {
        request.cancel();
      }
    } catch (IOException e) {
      // The status came; what the body would have said does not matter.
    }
  }

  private static Attempt failed(String detail) {
    return new Attempt(Result.FAILED, detail);
  }

  private String noAnswer() {
    return "no answer within " + timeout.toMillis() + " ms";
  }

  /** In our words: messages of exceptions can quote what a receiver sent. */
  private String detail(IOException e) {
    if (e instanceof AddressRefusedException refused) {
      return String.valueOf(refused.getMessage());
    }
    if (e instanceof UnknownHostException) {
      return "the host has no address";
    }
    if (e instanceof SocketTimeoutException) {
      return noAnswer();
    }
    return e instanceof SSLException
        ? "no TLS with the receiver: " + e.getClass().getSimpleName()
        : "no answer: " + e.getClass().getSimpleName();
  }

  /** Breaks off the attempts under way, which then have failed. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
