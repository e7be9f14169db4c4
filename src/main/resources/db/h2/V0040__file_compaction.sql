-- What was erased goes from the file when that is compacted; until then its bytes lie in blocks that H2 has given up.
CREATE TABLE file_compaction (
    compacted_at timestamp with time zone NOT NULL
);
COMMENT ON TABLE file_compaction IS 'one row; what was erased before its moment is in the file no more';
INSERT INTO file_compaction (compacted_at) VALUES (TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00');
