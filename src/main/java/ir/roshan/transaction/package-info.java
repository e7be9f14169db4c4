/** How a transaction goes to the database less often: what it remembers of what it has read or written, and what it asks and writes in one trip (docs/adr/0028); and how it is told that a lock was waited for in vain. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.transaction;

import org.springframework.modulith.ApplicationModule;
