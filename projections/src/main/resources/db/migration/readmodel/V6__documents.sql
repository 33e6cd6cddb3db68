-- Documents, and the reservations that may become some. A void keeps its row: its number is taken.
CREATE TABLE documents (
  number       text        COLLATE "C" PRIMARY KEY,
  series       text        COLLATE "C" NOT NULL,
  period       text        COLLATE "C" NOT NULL,
  sequence     bigint      NOT NULL,
  status       text        NOT NULL CHECK (status IN ('reserved', 'issued', 'void')),
  title        text,
  project      text,
  currency     text,
  total_amount bigint,
  holder       text,
  reserved_at  timestamptz,
  expires_at   timestamptz,
  issued_at    timestamptz,
  recorded_at  timestamptz NOT NULL,
  command_id   uuid        NOT NULL,
  voided_at    timestamptz,
  void_reason  text,
  -- Whether it is void because nobody confirmed the reservation in time.
  expired      boolean     NOT NULL DEFAULT false,
  CHECK ((status = 'void') = (void_reason IS NOT NULL)),
  CHECK (status != 'issued' OR (title IS NOT NULL AND issued_at IS NOT NULL)),
  -- The second guard against a number given twice, and the order of every list.
  UNIQUE (series, period, sequence)
);

CREATE INDEX documents_by_period ON documents (period, series, sequence);
CREATE INDEX documents_by_status ON documents (status, series, period, sequence);
