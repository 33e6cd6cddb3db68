package dev.ordinal.orderapi.gateways;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ways in which gateways sign. */
public enum Scheme {
  /** Standard Webhooks. */
  @JsonProperty("standard")
  STANDARD,
  /** Stripe's own. */
  @JsonProperty("stripe")
  STRIPE,
  /** Paystack's own. */
  @JsonProperty("paystack")
  PAYSTACK;

  SignatureScheme signatures() {
    return switch (this) {
      case STANDARD -> new StandardWebhooks();
      case STRIPE -> new StripeSignatures();
      case PAYSTACK -> new PaystackSignatures();
    };
  }
}
