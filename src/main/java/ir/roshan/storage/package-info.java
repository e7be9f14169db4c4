/** How the house treats its database: nothing acknowledged is lost by the embedded file, a damaged one stops the start, and errors repeat nobody's data. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.storage;

import org.springframework.modulith.ApplicationModule;
