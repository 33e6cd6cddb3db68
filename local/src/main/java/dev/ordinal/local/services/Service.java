package dev.ordinal.local.services;

import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.orderapi.OrderApiApplication;
import dev.ordinal.projections.ProjectionsApplication;
import dev.ordinal.webhooks.WebhooksApplication;
import io.dropwizard.core.Application;

/** The services that can run here; the applications are theirs. */
public enum Service {
  API("api", "Run order-api alone: it takes orders over HTTP.", "order-api.yml"),
  NUMBERING(
      "numbering",
      "Run numbering-stream alone: it decides commands and gives the numbers.",
      "numbering-stream.yml"),
  PROJECTIONS(
      "projections", "Run projections alone: it folds the log into Postgres.", "projections.yml"),
  WEBHOOKS(
      "webhooks", "Run webhooks alone: it posts events to those who subscribed.", "webhooks.yml");

  private final String command;
  private final String description;
  private final String configuration;

  Service(String command, String description, String configuration) {
    this.command = command;
    this.description = description;
    this.configuration = configuration;
  }

  /** The name of the command that runs it alone. */
  public String command() {
    return command;
  }

  /** What that command does, in a sentence. */
  public String description() {
    return description;
  }

  /** The configuration it ships with, a resource on the class path. */
  String configuration() {
    return configuration;
  }

  /** Makes a new instance. */
  Application<?> application() {
    return switch (this) {
      case API -> new OrderApiApplication();
      case NUMBERING -> new NumberingStreamApplication();
      case PROJECTIONS -> new ProjectionsApplication();
      case WEBHOOKS -> new WebhooksApplication();
    };
  }
}
