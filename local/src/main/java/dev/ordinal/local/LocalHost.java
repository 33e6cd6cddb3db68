package dev.ordinal.local;

/** The address that everything but the API always listens on. */
final class LocalHost {

  static final String ADDRESS = "127.0.0.1";

  private LocalHost() {}
}
