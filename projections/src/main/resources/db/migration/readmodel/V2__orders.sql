-- Collation "C" makes the order of pages the order of bytes, whatever locale the database has.
CREATE TABLE orders (
  number            text        COLLATE "C" PRIMARY KEY,
  series            text        COLLATE "C" NOT NULL,
  period            text        COLLATE "C" NOT NULL,
  sequence          bigint      NOT NULL,
  status            text        NOT NULL CHECK (status IN ('placed', 'cancelled')),
  currency          text        NOT NULL,
  total_amount      bigint      NOT NULL,
  payment_reference text,
  customer          jsonb,
  lines             jsonb       NOT NULL,
  metadata          jsonb       NOT NULL,
  placed_at         timestamptz NOT NULL,
  recorded_at       timestamptz NOT NULL,
  command_id        uuid        NOT NULL,
  cancelled_at      timestamptz,
  cancel_reason     text,
  -- The second guard against a number given twice, and the order of every list.
  UNIQUE (series, period, sequence)
);

CREATE INDEX orders_by_period ON orders (period, series, sequence);
CREATE INDEX orders_by_status ON orders (status, series, period, sequence);
CREATE INDEX orders_by_payment_reference ON orders (payment_reference, series)
  WHERE payment_reference IS NOT NULL;
