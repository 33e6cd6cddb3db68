package dev.ordinal.contracts.webhooks;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why a command about a webhook subscription is turned down, in precedence order. */
public enum WebhookRejection implements RejectionCode {
  /** The id was never given to a subscription, or the subscription was removed. */
  SUBSCRIPTION_NOT_FOUND(
      "subscription-not-found",
      404,
      "There is no webhook subscription with this id",
      "GET /webhook-subscriptions lists those there are; PUT makes one."),
  /** What was to be disabled has been defined anew, or is disabled. */
  SUBSCRIPTION_CHANGED(
      "subscription-changed",
      409,
      "The webhook subscription is not as it was",
      "Nothing is left to do: the newer definition stands.");

  private final ProblemType type;

  WebhookRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
