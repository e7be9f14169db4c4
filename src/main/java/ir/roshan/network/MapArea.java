package ir.roshan.network;

/** Something on the map that has a name for programs. @param id the same after another import, as long as the company names it so */
public record MapArea(String id, District district, Outline outline) {}
