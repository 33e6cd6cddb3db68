package dev.ordinal.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.webhooks.delivery.DeliverySettings;
import dev.ordinal.webhooks.subscriptions.KafkaSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What {@code webhooks.yml} says. */
public final class WebhooksConfiguration extends Configuration {

  @Valid @NotNull @JsonProperty
  private KafkaSettings kafka = new KafkaSettings("127.0.0.1:9092", (short) 1, "webhooks-1");

  @Valid @NotNull @JsonProperty private DeliverySettings delivery = new DeliverySettings();

  /** Where the log is; by default a broker on this machine. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** How events are delivered. */
  public DeliverySettings delivery() {
    return delivery;
  }
}
