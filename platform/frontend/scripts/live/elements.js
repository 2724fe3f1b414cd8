/** The elements that live on the tab's socket. */
import '../elements/live-presence.js'
import '../elements/live-status.js'
import '../elements/live-topic.js'
import '../elements/soft-refresh.js'
