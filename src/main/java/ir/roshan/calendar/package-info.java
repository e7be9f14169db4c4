/** The company's clock, and Solar Hijri dates for the people who read them (A6.1). */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.calendar;

import org.springframework.modulith.ApplicationModule;
