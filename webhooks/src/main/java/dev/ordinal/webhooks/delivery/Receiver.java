package dev.ordinal.webhooks.delivery;

import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.net.URI;

/**
 * Where messages go.
 *
 * @param secret what they are signed with
 */
public record Receiver(URI url, WebhookSecret secret) {}
