package ir.roshan.security;

/**
 * Is there where another house vouches for operators.
 *
 * @param address where its login begins, in the web apps' own part of the house
 */
public record SingleSignOn(String address) {}
