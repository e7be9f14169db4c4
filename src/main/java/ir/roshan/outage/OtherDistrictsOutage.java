package ir.roshan.outage;

/** What a dispatcher is about to do would decide about the work of a district for which they do not work. Nothing is done. */
public class OtherDistrictsOutage extends RuntimeException {
    OtherDistrictsOutage() {
        super("the outage, or the element, is another district's");
    }
}
