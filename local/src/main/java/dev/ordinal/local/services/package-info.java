/** The services, run inside this process as they are. */
@NullMarked
package dev.ordinal.local.services;

import org.jspecify.annotations.NullMarked;
