/** What the system tests are made of: real processes, a real caller, a real reader of the log. */
@NullMarked
package dev.ordinal.systemtests.harness;

import org.jspecify.annotations.NullMarked;
