-- Leads as they were: who has one stands in its row, and the last to write it stays.
CREATE TABLE leads (
  id text PRIMARY KEY,
  name text NOT NULL,
  claimed_by text,
  claimed_at timestamptz
) WITH (fillfactor = 50);
