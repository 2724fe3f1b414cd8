/** What the pages of threads need. */
import './reply-form.js'
import './thread-posts.js'
import './typing-line.js'
