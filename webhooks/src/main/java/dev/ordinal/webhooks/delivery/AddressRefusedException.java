package dev.ordinal.webhooks.delivery;

import java.net.UnknownHostException;

/** The host has no address that may be connected to. */
final class AddressRefusedException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
