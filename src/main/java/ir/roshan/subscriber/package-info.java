/** Who has shown by a code that a mobile number is theirs, for half an hour: by it they see their own requests (A1.2, A3.2, A7.1). */
@ApplicationModule(allowedDependencies = {"request", "notification", "security", "calendar", "text"})
package ir.roshan.subscriber;

import org.springframework.modulith.ApplicationModule;
