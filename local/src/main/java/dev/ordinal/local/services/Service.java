package dev.ordinal.local.services;

import dev.ordinal.numberingstream.NumberingStreamApplication;
import io.dropwizard.core.Application;

/** The services that can run here; the applications are theirs. */
public enum Service {
  NUMBERING(
      "numbering",
      "Run numbering-stream alone: it decides commands and gives the numbers.",
      "numbering-stream.yml");

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
      case NUMBERING -> new NumberingStreamApplication();
    };
  }
}
