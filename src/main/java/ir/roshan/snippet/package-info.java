/** Texts that dispatchers put into the notes of their forms, as managers keep them. */
@ApplicationModule(allowedDependencies = {"request", "text"})
package ir.roshan.snippet;

import org.springframework.modulith.ApplicationModule;
