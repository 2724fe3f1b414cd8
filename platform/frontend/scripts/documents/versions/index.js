/** What the pages of versions do. */
import './history-slider.js'
import './redline-walk.js'
