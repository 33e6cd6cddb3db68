CREATE TABLE partners (
  number        text        COLLATE "C" PRIMARY KEY,
  series        text        COLLATE "C" NOT NULL,
  period        text        COLLATE "C" NOT NULL,
  sequence      bigint      NOT NULL,
  name          text        NOT NULL,
  email         text,
  phone         text,
  company       text,
  registered_at timestamptz NOT NULL,
  command_id    uuid        NOT NULL,
  UNIQUE (series, period, sequence)
);
