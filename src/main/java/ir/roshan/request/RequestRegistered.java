package ir.roshan.request;

import ir.roshan.network.District;

/** A request was registered, in the transaction that records it. */
public record RequestRegistered(Channel channel, District district) {}
