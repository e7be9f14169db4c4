package ir.roshan.text;

/**
 * Why one row of an import was refused.
 *
 * @param line counted from 1, the header included; of a row over several lines, its first; for JSON, the row counted from
 *     1
 * @param code the reason in kebab case, for example {@code check-digit}; put into words where it is shown
 * @param field the column it is about; empty where it is about the whole row
 */
public record RowProblem(int line, String code, String field) {}
