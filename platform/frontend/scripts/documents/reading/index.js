/** Reading a long text. */
import './reading-progress.js'
