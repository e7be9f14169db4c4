/** The embedded database file: nothing acknowledged is lost by it, and a damaged one stops the start. PostgreSQL needs none of this. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.storage;

import org.springframework.modulith.ApplicationModule;
