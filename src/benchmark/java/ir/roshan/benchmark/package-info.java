/** How fast, beside a bare engine and beside an empty database; run by the profile {@code benchmark} alone (docs/benchmarks.md). */
package ir.roshan.benchmark;
