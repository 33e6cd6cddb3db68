ALTER TABLE commands
  DROP CONSTRAINT commands_status_check,
  ADD CONSTRAINT commands_status_check
    CHECK (status IN ('pending', 'accepted', 'rejected', 'parked'));

-- Commands whose decision failed, without what they say: that stays in the dead letters.
-- Whether one has been decided since is told by the table of commands.
CREATE TABLE parked_commands (
  command_id  uuid        PRIMARY KEY,
  owner       text        NOT NULL,
  actor       text,
  accepted_at timestamptz NOT NULL,
  parked_at   timestamptz NOT NULL,
  code        text        NOT NULL,
  reason      text        NOT NULL,
  exception   text        NOT NULL,
  place       text        NOT NULL,
  dead_letter bigint      NOT NULL, -- the offset
  is_whole    boolean     NOT NULL
);
CREATE INDEX parked_commands_by_time ON parked_commands (parked_at, (command_id::text COLLATE "C"));
