-- How far each partition has been folded into the tables beside this one. Whoever folds moves
-- next_offset from the value it expects, in the transaction that writes the rows.
CREATE TABLE positions (
  topic       text    NOT NULL,
  partition   integer NOT NULL,
  next_offset bigint  NOT NULL CHECK (next_offset >= 0),
  PRIMARY KEY (topic, partition)
);
