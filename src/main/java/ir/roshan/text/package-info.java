/** What a person types or a file brings, made one and the same at the edge: digits, letters, bill ids, mobile numbers and the rows of a table. And the words by which people know the codes of the house. */
@ApplicationModule(allowedDependencies = {})
package ir.roshan.text;

import org.springframework.modulith.ApplicationModule;
