/** Reports results of jobs, as JSON lines or as text for people. */
package org.expool.cli.report;
