-- Owner and acceptance time are null when only the result of a command is known.
CREATE TABLE commands (
  command_id  uuid PRIMARY KEY,
  owner       text,
  status      text NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected')),
  accepted_at timestamptz,
  reply       jsonb,
  CHECK ((status = 'pending') = (reply IS NULL))
);
