-- A trigger of H2 is a Java class in the database; there the application alone keeps its word.
COMMENT ON TABLE audit_entry IS 'only appended to';
