/** The commands: their options, what they do, and how they exit. */
package org.expool.cli.command;
