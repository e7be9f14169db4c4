package ir.roshan.request;

import ir.roshan.network.District;

/** A deadline passed with the supply still off, in the transaction that records it (A2.1). */
public record DeadlinePassed(Channel channel, District district) {}
