package ir.roshan.storage;

class CodesTest extends CodesBehaviour {
    CodesTest() {
        super("jdbc:h2:mem:codes;DB_CLOSE_DELAY=-1");
    }
}
