package dev.ordinal.numberingstream.webhooks;

import java.util.UUID;

/**
 * A subscription as its writer knows it.
 *
 * @param definition the command that defined it last
 */
public record WebhookState(UUID definition, boolean enabled) {}
