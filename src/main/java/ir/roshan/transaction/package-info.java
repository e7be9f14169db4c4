/** What one transaction remembers of what it has read or written, so that it does not ask twice (docs/adr/0028). */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.transaction;

import org.springframework.modulith.ApplicationModule;
