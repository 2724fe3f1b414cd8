/** What every page runs. */
import './elements/index.js'
import './groups/index.js'
import './live/elements.js'
