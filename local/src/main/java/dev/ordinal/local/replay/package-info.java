/** Posts a file of retail orders through the public HTTP API and checks the numbers they got. */
@NullMarked
package dev.ordinal.local.replay;

import org.jspecify.annotations.NullMarked;
