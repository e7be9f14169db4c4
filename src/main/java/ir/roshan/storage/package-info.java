/** How the house treats its database: nothing acknowledged is lost by the embedded file, it is nobody else's to read, what was erased leaves it, a damaged one stops the start, a busy pool is not taken for a database that is gone, errors repeat nobody's data, and whoever remembers an answer learns that it has changed. */
@ApplicationModule(allowedDependencies = {"request", "transaction"})
package ir.roshan.storage;

import org.springframework.modulith.ApplicationModule;
