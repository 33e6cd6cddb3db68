-- Which generation of the read model the views show. A rebuild switches it.
CREATE TABLE generation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  active   integer NOT NULL CHECK (active > 0)
);

INSERT INTO generation (active) VALUES (1);
