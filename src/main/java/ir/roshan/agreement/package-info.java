/** The agreement as data: how long it is in force, what it promises and by when, and what the electronic service desk publishes of it (A2.1, A4.3, A6.1). */
@ApplicationModule(allowedDependencies = {"calendar"})
package ir.roshan.agreement;

import org.springframework.modulith.ApplicationModule;
