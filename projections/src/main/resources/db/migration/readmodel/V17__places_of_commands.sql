-- Where a command and its outcome lie: at these offsets of this partition of ordinal.commands and
-- ordinal.results, null where that is not known. What they say stays there; reply holds the outcome of
-- commands that were folded before there were these columns.
ALTER TABLE commands
  ADD COLUMN log_partition  smallint,
  ADD COLUMN command_offset bigint,
  ADD COLUMN result_offset  bigint,
  DROP CONSTRAINT commands_check;
