package ir.roshan.security;

/**
 * An account at an address: that is what has to wait after wrong passwords. The account alone never has to, or strangers
 * could keep its owner out.
 */
record Place(String account, String address) {
    String subject() {
        return account + "@" + address;
    }
}
