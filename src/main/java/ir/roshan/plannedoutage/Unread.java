package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;

/**
 * What could be read of a row that could not be taken; each part is null where that could not, or where the row says nothing.
 *
 * @param interval longer than the row's own, if anything
 */
record Unread(AnnouncedInterval interval, NetworkElement element, District district) {}
