/** The commands: options, execution, exit codes. */
package org.expool.cli.command;
