package ir.roshan.crew;

import ir.roshan.network.District;
import ir.roshan.text.MobileNumber;

/**
 * A crew of a district.
 *
 * @param name by which dispatchers call it; unique in its district
 * @param mobile of whoever leads it
 */
public record Crew(long id, String name, District district, MobileNumber mobile) {}
