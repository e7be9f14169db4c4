package ir.roshan.request;

class SeveralOpenBeforeTest extends SeveralOpenBeforeBehaviour {
    @Override
    String url() {
        return "jdbc:h2:mem:several-open-before;DB_CLOSE_DELAY=-1";
    }
}
