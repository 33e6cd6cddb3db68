-- What gateways said, one row a callback.
CREATE TABLE payments (
  payment_id        text        COLLATE "C" PRIMARY KEY,
  series            text        COLLATE "C" NOT NULL,
  gateway           text        NOT NULL,
  webhook_id        text        NOT NULL,
  type              text        NOT NULL CHECK (type IN ('succeeded', 'failed', 'refunded')),
  payment_reference text        NOT NULL,
  amount            bigint      NOT NULL CHECK (amount >= 0),
  currency          text        NOT NULL,
  outcome           text        NOT NULL
                    CHECK (outcome IN ('applied', 'duplicate', 'held', 'quarantined', 'rejected')),
  -- Why it is or was quarantined.
  reason            text,
  -- The order that it concerns, as far as its outcome tells.
  number            text        COLLATE "C",
  occurred_at       timestamptz NOT NULL,
  recorded_at       timestamptz NOT NULL,
  command_id        uuid        NOT NULL,
  -- How somebody ended the quarantine.
  decision          text        CHECK (decision IN ('accept', 'reject')),
  decision_reason   text,
  resolved_at       timestamptz,
  resolved_by       text,
  CHECK (outcome != 'quarantined' OR reason IS NOT NULL),
  CHECK ((decision IS NULL) = (resolved_at IS NULL))
);

CREATE INDEX payments_by_time ON payments (recorded_at, payment_id);
CREATE INDEX payments_by_outcome ON payments (outcome, recorded_at, payment_id);
CREATE INDEX payments_by_series ON payments (series, recorded_at, payment_id);

ALTER TABLE orders
  ADD COLUMN paid_at     timestamptz,
  ADD COLUMN refunded_at timestamptz,
  DROP CONSTRAINT orders_status_check,
  ADD CONSTRAINT orders_status_check
    CHECK (status IN ('placed', 'cancelled', 'paid', 'refunded'));
