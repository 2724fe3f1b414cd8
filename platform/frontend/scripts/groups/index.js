/** What the pages of threads need. */
import './reply-form.js'
import './thread-list.js'
import './thread-posts.js'
import './thread-presence.js'
import './typing-line.js'
