-- No column holds the secret: only the service that delivers needs it, and it reads the log.
-- The four disabled_* are null unless the service that delivers disabled the subscription.
CREATE TABLE webhook_subscriptions (
  subscription_id   text        COLLATE "C" PRIMARY KEY,
  url               text        NOT NULL,
  event_types       text[]      NOT NULL,
  enabled           boolean     NOT NULL,
  defined_at        timestamptz NOT NULL,
  command_id        uuid        NOT NULL,
  disabled_reason   text        CHECK (disabled_reason IN ('gone', 'exhausted')),
  disabled_detail   text,
  disabled_event_id text,
  disabled_at       timestamptz,
  CHECK (disabled_reason IS NULL OR NOT enabled)
);
