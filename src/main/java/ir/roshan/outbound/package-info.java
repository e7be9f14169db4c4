/**
 * Calls of ours to other people's machines, which may be slow, gone or hostile: every such call is made here, but for those to
 * the identity provider, which Spring Security makes ({@code security}).
 */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.outbound;

import org.springframework.modulith.ApplicationModule;
