/** What the services say to each other: commands, events, rejections and replies. Data only. */
@NullMarked
package dev.ordinal.contracts;

import org.jspecify.annotations.NullMarked;
