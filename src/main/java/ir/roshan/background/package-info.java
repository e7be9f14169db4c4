/** How work is done in threads of its own, and ended: what each room does in them is its own. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.background;

import org.springframework.modulith.ApplicationModule;
