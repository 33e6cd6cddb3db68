-- The order system as it was, but for the padding: lpad(n::text, 4, '0') truncates at the 10,000th
-- order of a day, and nothing could be measured beyond.
CREATE TABLE counters (
  series text NOT NULL,
  period text NOT NULL,
  current bigint NOT NULL,
  PRIMARY KEY (series, period)
) WITH (fillfactor = 10);

CREATE TABLE orders (
  number text PRIMARY KEY,
  body jsonb NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION place_order(p_series text, p_period text, p_body jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
  formatted text;
BEGIN
  INSERT INTO counters AS c VALUES (p_series, p_period, 1)
    ON CONFLICT (series, period) DO UPDATE SET current = c.current + 1
    RETURNING current INTO n;
  formatted := p_series || '-' || p_period || '-' || lpad(n::text, greatest(4, length(n::text)), '0');
  INSERT INTO orders (number, body) VALUES (formatted, p_body);
  RETURN formatted;
END $$;
