package ir.roshan.process;

import ir.roshan.testing.OnH2;

@OnH2
class EngineSchemaTest extends EngineSchemaBehaviour {
    @Override
    String indexed() {
        return """
                SELECT table_name || '.' || column_name FROM information_schema.index_columns
                 WHERE index_name LIKE 'ROSHAN%'
                """;
    }
}
