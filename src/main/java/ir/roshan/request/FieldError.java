package ir.roshan.request;

import ir.roshan.text.FieldCode;

/**
 * What is wrong with one field of what was sent.
 *
 * @param field its name on the wire
 * @param code of {@link FieldCode}
 */
public record FieldError(String field, String code) {
    /** @throws IllegalArgumentException if there is no such code */
    public FieldError {
        FieldCode.known(code);
    }
}
