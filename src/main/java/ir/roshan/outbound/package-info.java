/** Calls of ours to other people's machines, which may be slow, gone or hostile: every such call is made here. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.outbound;

import org.springframework.modulith.ApplicationModule;
