/** What every page runs. */
import './elements/index.js'
