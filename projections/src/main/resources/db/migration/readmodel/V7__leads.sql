-- claimant, claimed_at and lease_expires_at are null while nobody has the lead; fencing_token is
-- that of the latest claim, and 0 before the first.
CREATE TABLE leads (
  lead_id          text        COLLATE "C" PRIMARY KEY,
  name             text        NOT NULL,
  source           text,
  contact          text,
  status           text        NOT NULL CHECK (status IN ('open', 'claimed')),
  claimant         text,
  fencing_token    bigint      NOT NULL,
  claimed_at       timestamptz,
  lease_expires_at timestamptz,
  waiting          bigint      NOT NULL CHECK (waiting >= 0),
  created_at       timestamptz NOT NULL,
  command_id       uuid        NOT NULL,
  -- The second guard against two winners.
  CHECK ((status = 'claimed') = (claimant IS NOT NULL)),
  CHECK ((status = 'claimed') = (claimed_at IS NOT NULL)),
  CHECK ((status = 'claimed') = (lease_expires_at IS NOT NULL))
);

CREATE INDEX leads_by_time ON leads (created_at, lead_id);
CREATE INDEX leads_by_status ON leads (status, created_at, lead_id);
