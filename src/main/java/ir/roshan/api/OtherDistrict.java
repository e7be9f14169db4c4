package ir.roshan.api;

/** A dispatcher asks for the work of a district that is not theirs. */
final class OtherDistrict extends RuntimeException {
    OtherDistrict() {
        super("another district");
    }
}
