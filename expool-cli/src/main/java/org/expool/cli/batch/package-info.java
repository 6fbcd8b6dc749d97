/** What is in a batch: reads pools, tasks and jobs out of documents and streams. */
package org.expool.cli.batch;
