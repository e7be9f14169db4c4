package ir.roshan.process;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A delegate as it must not be: proof for {@code ArchitectureTest}. */
public record DelegateWithSql(JdbcClient jdbc) {}
