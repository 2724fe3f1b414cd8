/** What the pages of versions do. */
import './redline-walk.js'
