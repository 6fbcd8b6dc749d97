/** The dashboard, the REST API, the event stream and the metrics of a pool. Empty in this version. */
@org.jspecify.annotations.NullMarked
package org.expool.webui;
