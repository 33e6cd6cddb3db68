-- Records of the log that could not be folded, at least not wholly, and were passed over. A rebuild
-- folds them again. The reason quotes no value.
CREATE TABLE parked_records (
  topic      text        NOT NULL,
  partition  integer     NOT NULL,
  log_offset bigint      NOT NULL,
  reason     text        NOT NULL,
  parked_at  timestamptz NOT NULL,
  PRIMARY KEY (topic, partition, log_offset)
);
