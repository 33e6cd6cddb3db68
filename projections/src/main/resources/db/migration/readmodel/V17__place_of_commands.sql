-- Where the command lies in ordinal.commands; null when only its result is known, and for commands
-- that were folded before there were these columns. Of it and the reply an answer is made.
ALTER TABLE commands
  ADD COLUMN command_partition smallint,
  ADD COLUMN command_offset bigint;
