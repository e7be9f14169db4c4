package ir.roshan.request;

/**
 * What is wrong with one field of what was sent.
 *
 * @param field its name on the wire
 * @param code required, format, check-digit, service-type, too-short, too-long, characters, unknown-value, unknown-member, type, range, in-future or too-old
 */
public record FieldError(String field, String code) {}
