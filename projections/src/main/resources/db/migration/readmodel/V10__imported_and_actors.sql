-- Of a team that was imported nobody knows the captain.
ALTER TABLE teams ALTER COLUMN captain DROP NOT NULL;

-- Null when only the result of a command is known, and for commands of before there were actors.
ALTER TABLE commands ADD COLUMN actor text;
