/** What Cockpit and Tasklist gain, and how they look: words, direction and dates; their session as a key to our own resources, filters, the data of forms, and a nonce for each request. */
@ApplicationModule(
        allowedDependencies = {
            "security",
            "request",
            "outage",
            "notification",
            "network",
            "agreement",
            "calendar",
            "text"
        })
package ir.roshan.cockpit;

import org.springframework.modulith.ApplicationModule;
