/** What every page runs. */
import './elements/index.js'
import './groups/index.js'
import './documents/index.js'
import './live/elements.js'
