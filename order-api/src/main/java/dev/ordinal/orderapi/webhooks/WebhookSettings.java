package dev.ordinal.orderapi.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a subscription may be. */
public final class WebhookSettings {

  @JsonProperty private boolean allowPrivateAddresses = false;

  /**
   * Whether receivers may be in this network and reached by plain HTTP; default no. The service
   * that delivers has the same setting, and it is the one that checks addresses.
   */
  public boolean allowPrivateAddresses() {
    return allowPrivateAddresses;
  }
}
