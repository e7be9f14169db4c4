/** What a person types or a file brings: digits, letters, bill ids, mobile numbers and the rows of a table, made one and the same at the edge. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.text;

import org.springframework.modulith.ApplicationModule;
