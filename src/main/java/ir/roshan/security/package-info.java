/** Who may do what: accounts and their groups, and the doors that are open to each. Everything is shut that is not listed. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.security;

import org.springframework.modulith.ApplicationModule;
