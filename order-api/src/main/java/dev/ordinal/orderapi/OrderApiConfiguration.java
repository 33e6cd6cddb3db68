package dev.ordinal.orderapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.orderapi.access.AccessSettings;
import dev.ordinal.orderapi.commands.CommandSettings;
import dev.ordinal.orderapi.gateways.GatewaySettings;
import dev.ordinal.orderapi.kafka.KafkaSettings;
import dev.ordinal.orderapi.live.LiveSettings;
import dev.ordinal.orderapi.reads.PostgresSettings;
import dev.ordinal.orderapi.webhooks.WebhookSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** All that can be set; {@code order-api.yml} shows it with the environment's names. */
public final class OrderApiConfiguration extends Configuration {

  @Valid @NotNull @JsonProperty private KafkaSettings kafka = new KafkaSettings();

  @Valid @NotNull @JsonProperty private PostgresSettings postgres = new PostgresSettings();

  @Valid @NotNull @JsonProperty private CommandSettings commands = new CommandSettings();

  @Valid @NotNull @JsonProperty private LiveSettings live = new LiveSettings();

  @Valid @NotNull @JsonProperty private WebhookSettings webhooks = new WebhookSettings();

  @Valid @NotNull @JsonProperty private AccessSettings access = new AccessSettings();

  @NotEmpty @JsonProperty private List<SeriesDefinition> series = SeriesDefinition.defaults();

  @Valid @NotNull @JsonProperty private List<@NotNull GatewaySettings> gateways = List.of();

  /** Where the brokers are. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** Where the read model is. */
  public PostgresSettings postgres() {
    return postgres;
  }

  /** How commands are waited for. */
  public CommandSettings commands() {
    return commands;
  }

  /** How events are sent as they happen. */
  public LiveSettings live() {
    return live;
  }

  /** What webhook subscriptions may be. */
  public WebhookSettings webhooks() {
    return webhooks;
  }

  /** Who may use the API. */
  public AccessSettings access() {
    return access;
  }

  /** The first series of a kind is the one that a request means if it names none. */
  public List<SeriesDefinition> series() {
    return series;
  }

  /** The payment gateways; those of the environment come on top. */
  public List<GatewaySettings> gateways() {
    return gateways;
  }
}
